// @ts-nocheck
// Made by `npm run build:validator` from schema/flow.schema.json, by ajv. Not to be edited.
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { sameJson } from '@configurable-agents/core/graph';
import type { WorkflowValidator } from '../shape/shape.ts';
export const validateFlow: WorkflowValidator = validate20;


const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:configurable-agents:flow:1.0","title":"Workflow of configurable-agents, flow dialect","description":"A workflow in the flow dialect (`schema_version: \"1.0\"`). `configurable-agents migrate FILE` writes it in the native one.","type":"object","required":["schema_version","flow","state","nodes","edges"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"schema_version":{"const":"1.0","description":"Always \"1.0\"; makes the file one of the flow dialect."},"flow":{"$ref":"#/$defs/flow"},"state":{"$ref":"#/$defs/state"},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/node"},"description":"Units of work."},"edges":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/edge"},"description":"Order, from START to END."},"config":{"$ref":"#/$defs/config"},"observability":{"$ref":"#/$defs/observability"},"optimization":{"$ref":"#/$defs/optimization"},"memory":{"$ref":"#/$defs/memory"},"webhook":{"type":"object","description":"Without effect here: webhooks start every registered workflow."}},"$defs":{"name":{"type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$","description":"Letters, digits, underscores; not START or END."},"type":{"type":"string","minLength":1,"description":"str, int, float, bool, list, dict, object, list[T] or dict[K, V], nested as needed."},"flow":{"type":"object","description":"What the workflow is called.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","pattern":"\\S","description":"Shown name."},"description":{"type":"string","description":"What it is for."},"version":{"type":["string","number"],"description":"The author's label; has no effect."},"tags":{"type":"array","items":{"type":"string"},"description":"The author's labels; have no effect."},"author":{"type":"string","description":"Who wrote it; has no effect."}}},"state":{"type":"object","description":"The run's state.","required":["fields"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"fields":{"type":"object","description":"Fields by name.","minProperties":1,"propertyNames":{"$ref":"#/$defs/fieldName"},"additionalProperties":{"$ref":"#/$defs/field"}}}},"fieldName":{"type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:state|START|END)$)[A-Za-z_][A-Za-z0-9_]*$","description":"Letters, digits, underscores; not `state`."},"field":{"type":"object","description":"A field of the state.","required":["type"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"type":{"$ref":"#/$defs/type"},"required":{"type":"boolean","default":false,"description":"Every run must be given it."},"default":{"description":"Value before any node writes it."},"description":{"type":"string","description":"What it is for."},"schema":{"$ref":"#/$defs/properties"}},"if":{"required":["type"],"properties":{"type":{"pattern":"^\\s*object\\s*$"}}},"then":{"required":["schema"]}},"properties":{"type":"object","description":"Fields of an object, each a type or a field.","minProperties":1,"propertyNames":{"type":"string","minLength":1},"additionalProperties":{"type":["string","object"],"if":{"type":"string"},"then":{"$ref":"#/$defs/type"},"else":{"$ref":"#/$defs/field"}}},"outputSchema":{"type":"object","description":"What the node's answer is; without it the state fields of `outputs` say so.","required":["type"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"type":{"$ref":"#/$defs/type"},"description":{"type":"string","description":"What the model is told of it."},"fields":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/outputField"},"description":"Fields of an object."},"schema":{"$ref":"#/$defs/properties"}},"if":{"required":["type"],"properties":{"type":{"pattern":"^\\s*object\\s*$"}}},"then":{"required":["fields"]},"else":{"properties":{"fields":false}}},"outputField":{"type":"object","description":"A field of the answer.","required":["name","type"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"$ref":"#/$defs/name"},"type":{"$ref":"#/$defs/type"},"description":{"type":"string","description":"What the model is told of it."},"required":{"type":"boolean","description":"Without effect: every field is asked for."},"schema":{"$ref":"#/$defs/properties"}},"if":{"required":["type"],"properties":{"type":{"pattern":"^\\s*object\\s*$"}}},"then":{"required":["schema"]}},"node":{"type":"object","description":"One unit of work: a call of a model.","required":["id","prompt","outputs"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"id":{"$ref":"#/$defs/name"},"name":{"type":"string","description":"Shown name."},"description":{"type":"string","description":"What the node is for."},"prompt":{"type":"string","description":"What the model is asked."},"inputs":{"type":["object","array"],"description":"Names for the prompt and the code, each a template or a field.","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":["string","number","boolean"]},"items":{"$ref":"#/$defs/name"}},"output_schema":{"$ref":"#/$defs/outputSchema"},"outputs":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/name"},"description":"State fields that the answer goes to."},"tools":{"type":"array","items":{"$ref":"#/$defs/tool"},"description":"What the model may call."},"llm":{"$ref":"#/$defs/llm"},"code":{"type":"string","minLength":1,"description":"Python; checked no further, and not run here."},"sandbox":{"$ref":"#/$defs/sandbox"},"memory":{"$ref":"#/$defs/memory"},"loop":{"$ref":"#/$defs/nodeLoop"}}},"tool":{"type":["string","object"],"description":"A tool's name, or its name with what its failure does.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"description":"The tool."},"on_error":{"enum":["fail","continue"],"description":"Without effect: a failure is told to the model."}}},"sandbox":{"type":"object","description":"Where the code runs.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"mode":{"enum":["python","docker"],"description":"What runs the code."},"enabled":{"type":"boolean","description":"Whether there is one."},"network":{"type":["boolean","object"],"description":"Whether the code reaches a network."},"network_enabled":{"type":"boolean","description":"The same."},"preset":{"enum":["low","medium","high","max"],"description":"Its resources."},"resource_preset":{"enum":["low","medium","high","max"],"description":"The same."},"resources":{"type":"object","description":"Its resources, one by one."},"timeout":{"type":"number","exclusiveMinimum":0,"description":"Seconds that the code may take."},"timeout_seconds":{"type":"number","exclusiveMinimum":0,"description":"The same."}}},"memory":{"type":"object","description":"Without effect here: state is what a run remembers.","patternProperties":{"^x-":true},"properties":{"enabled":{"type":"boolean","description":"Whether there is one."},"default_scope":{"enum":["agent","workflow","node"],"description":"What shares it."}}},"nodeLoop":{"type":"object","description":"The node is repeated until a condition holds.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"until":{"$ref":"#/$defs/condition"},"condition_field":{"$ref":"#/$defs/name","description":"A field of type bool that ends the loop."},"max_iterations":{"$ref":"#/$defs/bound"}},"if":{"not":{"required":["condition_field"]}},"then":{"required":["until"]},"else":{"properties":{"until":false}}},"bound":{"type":"integer","minimum":1,"maximum":100,"default":10,"description":"How often the loop runs in all, 1 to 100."},"condition":{"type":["string","object"],"description":"A condition over `state.`, or an object with it under `logic`.","minLength":1,"required":["logic"],"additionalProperties":false,"properties":{"logic":{"type":"string","minLength":1,"description":"The condition; `default` holds when no other does."}}},"end":{"type":"string","maxLength":64,"pattern":"^(?!__)[A-Za-z_][A-Za-z0-9_]*$","description":"A node, START or END."},"target":{"type":["string","array"],"description":"A node, END, or a list of nodes.","if":{"type":"string"},"then":{"$ref":"#/$defs/end"},"else":{"minItems":1,"items":{"$ref":"#/$defs/end"}}},"edge":{"type":"object","description":"Order between nodes: exactly one of `to`, `routes`, `loop` and `parallel`.","required":["from"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"from":{"$ref":"#/$defs/end","description":"A node, or START."},"to":{"$ref":"#/$defs/target"},"condition":{"$ref":"#/$defs/condition"},"routes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/route"},"description":"The first that holds is taken."},"loop":{"$ref":"#/$defs/loop"},"parallel":{"$ref":"#/$defs/parallel"}},"allOf":[{"if":{"required":["routes"]},"then":{"properties":{"to":false,"loop":false,"parallel":false,"condition":false}}},{"if":{"required":["loop"]},"then":{"properties":{"to":false,"parallel":false,"condition":false}}},{"if":{"required":["parallel"]},"then":{"properties":{"to":false,"condition":false}}},{"if":{"not":{"anyOf":[{"required":["routes"]},{"required":["loop"]},{"required":["parallel"]}]}},"then":{"required":["to"]}}]},"route":{"type":"object","description":"A way on.","required":["to"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"condition":{"$ref":"#/$defs/condition"},"to":{"$ref":"#/$defs/target"}}},"loop":{"type":"object","description":"The node is repeated until a field is true.","required":["condition_field"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"condition_field":{"$ref":"#/$defs/name","description":"A field of type bool that ends the loop."},"max_iterations":{"$ref":"#/$defs/bound"},"exit_to":{"$ref":"#/$defs/end","default":"END","description":"Where it goes on, also at the bound."}}},"parallel":{"type":"object","description":"A node runs once for each item of a list.","required":["items_field","target_node","collect_field"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"items_field":{"$ref":"#/$defs/name","description":"A field with the list."},"target_node":{"$ref":"#/$defs/name","description":"The node; it reads `{_parallel_item}` and `{_parallel_index}`."},"collect_field":{"$ref":"#/$defs/name","description":"A field that gets the list of answers."}}},"llm":{"type":"object","description":"Which model, and how it is asked.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"provider":{"type":"string","minLength":1,"description":"The provider; google where it is not said."},"model":{"type":"string","minLength":1,"description":"Its model; gemini-2.5-flash-lite of google where none is said."},"temperature":{"type":"number","minimum":0,"maximum":2,"description":"Sampling temperature."},"max_tokens":{"type":"integer","minimum":1,"description":"Most output tokens."},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Nucleus sampling."},"top_k":{"type":"integer","minimum":1,"description":"Likeliest tokens considered."},"api_base":{"type":"string","description":"Without effect: the address belongs to the configuration file."},"api_key_env":{"type":"string","description":"Without effect: keys belong to the configuration file."}}},"execution":{"type":"object","description":"Limits of a run.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"timeout":{"type":"integer","minimum":1,"description":"Seconds that a run may take."},"timeout_seconds":{"type":"number","exclusiveMinimum":0,"description":"The same."},"max_retries":{"type":"integer","minimum":0,"maximum":99,"description":"Attempts of a node after the first one failed."}}},"config":{"type":"object","description":"Settings of the workflow.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"llm":{"$ref":"#/$defs/llm"},"execution":{"$ref":"#/$defs/execution"},"observability":{"$ref":"#/$defs/observability"},"mlflow":{"$ref":"#/$defs/mlflow"},"storage":{"type":"object","description":"Without effect: the store is the server's.","additionalProperties":false,"properties":{"backend":{"enum":["sqlite"],"description":"Kind of store."},"path":{"type":"string","description":"Its file."}}},"memory":{"$ref":"#/$defs/memory"},"gates":{"type":["object","array"],"description":"Bounds that are asked when a run ends.","items":{"$ref":"#/$defs/gate"},"properties":{"gates":{"type":"array","items":{"$ref":"#/$defs/gate"},"description":"The gates."},"on_fail":{"type":"string","description":"What a gate does that does not say it: warn or fail."}}},"ab_test":{"$ref":"#/$defs/abTest"}}},"gate":{"type":"object","description":"A bound on a figure of a run.","properties":{"name":{"type":"string","minLength":1,"description":"Default is the metric."},"metric":{"type":"string","description":"The figure."},"min":{"type":"number"},"max":{"type":"number"},"threshold":{"type":"number"},"min_threshold":{"type":"number"},"max_threshold":{"type":"number"},"action":{"type":"string","description":"WARN or FAIL."},"enabled":{"type":"boolean"}}},"abTest":{"type":"object","description":"Without effect here.","properties":{"enabled":{"type":"boolean"},"experiment":{"type":"string"},"run_count":{"type":"integer","minimum":1,"maximum":10},"variants":{"type":"array","minItems":1,"items":{"type":"object","required":["name","prompt"],"properties":{"name":{"type":"string"},"prompt":{"type":"string"},"node_id":{"type":"string"}}}}}},"optimization":{"type":"object","description":"Without effect here.","properties":{"enabled":{"type":"boolean"},"strategy":{"type":"string"},"metric":{"type":"string"},"max_demos":{"type":"integer","minimum":1}}},"observability":{"type":"object","description":"Who is told of runs.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"mlflow":{"$ref":"#/$defs/mlflow"},"logging":{"type":"object","description":"Lines on standard error.","additionalProperties":false,"properties":{"level":{"enum":["DEBUG","INFO","WARNING","ERROR","debug","info","warning","error"],"description":"Least level shown."}}}}},"mlflow":{"type":"object","description":"MLflow tracking.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"type":"boolean","description":"Whether runs are reported."},"experiment_name":{"type":"string","maxLength":500,"description":"Default is the workflow's name."},"run_name":{"type":"string","minLength":1,"description":"Default is the workflow's name with a part of the run's id."},"artifact_level":{"enum":["minimal","standard","full"],"description":"How much is sent."},"tracking_uri":{"type":"string","description":"Without effect: the address belongs to the configuration file."},"async_logging":{"type":"boolean","description":"Without effect: runs never wait for a tracker."},"log_artifacts":{"type":"boolean","description":"Without effect: see `artifact_level`."},"log_prompts":{"type":"boolean","description":"Without effect: see `artifact_level`."}}}}};
const schema32 = {"type":"object","description":"What the workflow is called.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","pattern":"\\S","description":"Shown name."},"description":{"type":"string","description":"What it is for."},"version":{"type":["string","number"],"description":"The author's label; has no effect."},"tags":{"type":"array","items":{"type":"string"},"description":"The author's labels; have no effect."},"author":{"type":"string","description":"Who wrote it; has no effect."}}};
const schema83 = {"type":"object","description":"Without effect here.","properties":{"enabled":{"type":"boolean"},"strategy":{"type":"string"},"metric":{"type":"string"},"max_demos":{"type":"integer","minimum":1}}};
const schema52 = {"type":"object","description":"Without effect here: state is what a run remembers.","patternProperties":{"^x-":true},"properties":{"enabled":{"type":"boolean","description":"Whether there is one."},"default_scope":{"enum":["agent","workflow","node"],"description":"What shares it."}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^x-", "u");
const pattern6 = new RegExp("\\S", "u");
const schema33 = {"type":"object","description":"The run's state.","required":["fields"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"fields":{"type":"object","description":"Fields by name.","minProperties":1,"propertyNames":{"$ref":"#/$defs/fieldName"},"additionalProperties":{"$ref":"#/$defs/field"}}}};
const schema34 = {"type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:state|START|END)$)[A-Za-z_][A-Za-z0-9_]*$","description":"Letters, digits, underscores; not `state`."};
const pattern8 = new RegExp("^(?!__)(?!(?:state|START|END)$)[A-Za-z_][A-Za-z0-9_]*$", "u");
const func2 = ucs2length.default;
const schema35 = {"type":"object","description":"A field of the state.","required":["type"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"type":{"$ref":"#/$defs/type"},"required":{"type":"boolean","default":false,"description":"Every run must be given it."},"default":{"description":"Value before any node writes it."},"description":{"type":"string","description":"What it is for."},"schema":{"$ref":"#/$defs/properties"}},"if":{"required":["type"],"properties":{"type":{"pattern":"^\\s*object\\s*$"}}},"then":{"required":["schema"]}};
const schema36 = {"type":"string","minLength":1,"description":"str, int, float, bool, list, dict, object, list[T] or dict[K, V], nested as needed."};
const pattern9 = new RegExp("^\\s*object\\s*$", "u");
const schema37 = {"type":"object","description":"Fields of an object, each a type or a field.","minProperties":1,"propertyNames":{"type":"string","minLength":1},"additionalProperties":{"type":["string","object"],"if":{"type":"string"},"then":{"$ref":"#/$defs/type"},"else":{"$ref":"#/$defs/field"}}};
const wrapper0 = {validate: validate22};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func2(key0) < 1){
const err1 = {instancePath,schemaPath:"#/propertyNames/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema37.propertyNames,data:key0,propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.propertyNames.type,parentSchema:schema37.propertyNames,data:key0,propertyName:key0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err3 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid",schema:schema37.propertyNames,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
for(const key1 in data){
let data0 = data[key1];
if((typeof data0 !== "string") && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
const err4 = {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: schema37.additionalProperties.type},message:"must be string,object",schema:schema37.additionalProperties.type,parentSchema:schema37.additionalProperties,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const _errs6 = errors;
let valid2 = true;
const _errs7 = errors;
if(typeof data0 !== "string"){
const err5 = {};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs7 === errors;
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs9 = errors;
if(typeof data0 === "string"){
if(func2(data0) < 1){
const err6 = {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid0 = _errs9 === errors;
valid2 = _valid0;
ifClause0 = "then";
}
else {
const _errs12 = errors;
if(!(wrapper0.validate(data0, {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
var _valid0 = _errs12 === errors;
valid2 = _valid0;
ifClause0 = "else";
}
if(!valid2){
const err8 = {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema37.additionalProperties.if,parentSchema:schema37.additionalProperties,data:data0};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 === "string"){
if(!pattern9.test(data0)){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err2 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "schema"},message:"must have required property '"+"schema"+"'",schema:schema35.then.required,parentSchema:schema35.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema35.if,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema35.required,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "type") || (key0 === "required")) || (key0 === "default")) || (key0 === "description")) || (key0 === "schema")) || (pattern4.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.type !== undefined){
let data1 = data.type;
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.required !== undefined){
let data2 = data.required;
if(typeof data2 !== "boolean"){
const err8 = {instancePath:instancePath+"/required",schemaPath:"#/properties/required/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema35.properties.required.type,parentSchema:schema35.properties.required,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.description !== undefined){
let data3 = data.description;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.description.type,parentSchema:schema35.properties.description,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.schema !== undefined){
if(!(validate23(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.type,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.fields === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fields"},message:"must have required property '"+"fields"+"'",schema:schema33.required,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "fields") || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.fields !== undefined){
let data0 = data.fields;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
const err2 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema33.properties.fields,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key1 in data0){
const _errs4 = errors;
if(typeof key1 === "string"){
if(func2(key1) > 64){
const err3 = {instancePath:instancePath+"/fields",schemaPath:"#/$defs/fieldName/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema34,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern8.test(key1)){
const err4 = {instancePath:instancePath+"/fields",schemaPath:"#/$defs/fieldName/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema34,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/fields",schemaPath:"#/$defs/fieldName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.type,parentSchema:schema34,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var valid1 = _errs4 === errors;
if(!valid1){
const err6 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema33.properties.fields.propertyNames,parentSchema:schema33.properties.fields,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
for(const key2 in data0){
if(!(validate22(data0[key2], {instancePath:instancePath+"/fields/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data0,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.properties.fields.type,parentSchema:schema33.properties.fields,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.type,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema39 = {"type":"object","description":"One unit of work: a call of a model.","required":["id","prompt","outputs"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"id":{"$ref":"#/$defs/name"},"name":{"type":"string","description":"Shown name."},"description":{"type":"string","description":"What the node is for."},"prompt":{"type":"string","description":"What the model is asked."},"inputs":{"type":["object","array"],"description":"Names for the prompt and the code, each a template or a field.","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":["string","number","boolean"]},"items":{"$ref":"#/$defs/name"}},"output_schema":{"$ref":"#/$defs/outputSchema"},"outputs":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/name"},"description":"State fields that the answer goes to."},"tools":{"type":"array","items":{"$ref":"#/$defs/tool"},"description":"What the model may call."},"llm":{"$ref":"#/$defs/llm"},"code":{"type":"string","minLength":1,"description":"Python; checked no further, and not run here."},"sandbox":{"$ref":"#/$defs/sandbox"},"memory":{"$ref":"#/$defs/memory"},"loop":{"$ref":"#/$defs/nodeLoop"}}};
const schema40 = {"type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$","description":"Letters, digits, underscores; not START or END."};
const schema49 = {"type":["string","object"],"description":"A tool's name, or its name with what its failure does.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"description":"The tool."},"on_error":{"enum":["fail","continue"],"description":"Without effect: a failure is told to the model."}}};
const schema50 = {"type":"object","description":"Which model, and how it is asked.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"provider":{"type":"string","minLength":1,"description":"The provider; google where it is not said."},"model":{"type":"string","minLength":1,"description":"Its model; gemini-2.5-flash-lite of google where none is said."},"temperature":{"type":"number","minimum":0,"maximum":2,"description":"Sampling temperature."},"max_tokens":{"type":"integer","minimum":1,"description":"Most output tokens."},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Nucleus sampling."},"top_k":{"type":"integer","minimum":1,"description":"Likeliest tokens considered."},"api_base":{"type":"string","description":"Without effect: the address belongs to the configuration file."},"api_key_env":{"type":"string","description":"Without effect: keys belong to the configuration file."}}};
const schema51 = {"type":"object","description":"Where the code runs.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"mode":{"enum":["python","docker"],"description":"What runs the code."},"enabled":{"type":"boolean","description":"Whether there is one."},"network":{"type":["boolean","object"],"description":"Whether the code reaches a network."},"network_enabled":{"type":"boolean","description":"The same."},"preset":{"enum":["low","medium","high","max"],"description":"Its resources."},"resource_preset":{"enum":["low","medium","high","max"],"description":"The same."},"resources":{"type":"object","description":"Its resources, one by one."},"timeout":{"type":"number","exclusiveMinimum":0,"description":"Seconds that the code may take."},"timeout_seconds":{"type":"number","exclusiveMinimum":0,"description":"The same."}}};
const func0 = sameJson;
const pattern12 = new RegExp("^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$", "u");
const schema43 = {"type":"object","description":"What the node's answer is; without it the state fields of `outputs` say so.","required":["type"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"type":{"$ref":"#/$defs/type"},"description":{"type":"string","description":"What the model is told of it."},"fields":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/outputField"},"description":"Fields of an object."},"schema":{"$ref":"#/$defs/properties"}},"if":{"required":["type"],"properties":{"type":{"pattern":"^\\s*object\\s*$"}}},"then":{"required":["fields"]},"else":{"properties":{"fields":false}}};
const schema45 = {"type":"object","description":"A field of the answer.","required":["name","type"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"$ref":"#/$defs/name"},"type":{"$ref":"#/$defs/type"},"description":{"type":"string","description":"What the model is told of it."},"required":{"type":"boolean","description":"Without effect: every field is asked for."},"schema":{"$ref":"#/$defs/properties"}},"if":{"required":["type"],"properties":{"type":{"pattern":"^\\s*object\\s*$"}}},"then":{"required":["schema"]}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 === "string"){
if(!pattern9.test(data0)){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err2 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "schema"},message:"must have required property '"+"schema"+"'",schema:schema45.then.required,parentSchema:schema45.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema45.if,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema45.required,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.type === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema45.required,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "name") || (key0 === "type")) || (key0 === "description")) || (key0 === "required")) || (key0 === "schema")) || (pattern4.test(key0)))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(func2(data1) > 64){
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern12.test(data1)){
const err8 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err10 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.description !== undefined){
let data3 = data.description;
if(typeof data3 !== "string"){
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.description.type,parentSchema:schema45.properties.description,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.required !== undefined){
let data4 = data.required;
if(typeof data4 !== "boolean"){
const err13 = {instancePath:instancePath+"/required",schemaPath:"#/properties/required/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema45.properties.required.type,parentSchema:schema45.properties.required,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.schema !== undefined){
if(!(validate23(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 === "string"){
if(!pattern9.test(data0)){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.fields === undefined){
const err2 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "fields"},message:"must have required property '"+"fields"+"'",schema:schema43.then.required,parentSchema:schema43.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.fields !== undefined){
const err3 = {instancePath:instancePath+"/fields",schemaPath:"#/else/properties/fields/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema43.else.properties.fields,data:data.fields};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
if(valid0){
var props0 = {};
props0.fields = true;
props0.type = true;
}
ifClause0 = "else";
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema43.if,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema43.required,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "type") || (key0 === "description")) || (key0 === "fields")) || (key0 === "schema")) || (pattern4.test(key0)))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.type !== undefined){
let data2 = data.type;
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err7 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema36,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.description !== undefined){
let data3 = data.description;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.description.type,parentSchema:schema43.properties.description,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.fields !== undefined){
let data4 = data.fields;
if(Array.isArray(data4)){
if(data4.length < 1){
const err10 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema43.properties.fields,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(!(validate29(data4[i0], {instancePath:instancePath+"/fields/" + i0,parentData:data4,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema43.properties.fields.type,parentSchema:schema43.properties.fields,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.schema !== undefined){
if(!(validate23(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema53 = {"type":"object","description":"The node is repeated until a condition holds.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"until":{"$ref":"#/$defs/condition"},"condition_field":{"$ref":"#/$defs/name","description":"A field of type bool that ends the loop."},"max_iterations":{"$ref":"#/$defs/bound"}},"if":{"not":{"required":["condition_field"]}},"then":{"required":["until"]},"else":{"properties":{"until":false}}};
const schema54 = {"type":["string","object"],"description":"A condition over `state.`, or an object with it under `logic`.","minLength":1,"required":["logic"],"additionalProperties":false,"properties":{"logic":{"type":"string","minLength":1,"description":"The condition; `default` holds when no other does."}}};
const schema56 = {"type":"integer","minimum":1,"maximum":100,"default":10,"description":"How often the loop runs in all, 1 to 100."};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
const _errs3 = errors;
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.condition_field === undefined) && (missing0 = "condition_field")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid1 = _errs4 === errors;
if(valid1){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.until === undefined){
const err2 = {instancePath,schemaPath:"#/then/required",keyword:"required",params:{missingProperty: "until"},message:"must have required property '"+"until"+"'",schema:schema53.then.required,parentSchema:schema53.then,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.until !== undefined){
const err3 = {instancePath:instancePath+"/until",schemaPath:"#/else/properties/until/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema53.else.properties.until,data:data.until};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
valid0 = _valid0;
if(valid0){
var props0 = {};
props0.until = true;
}
ifClause0 = "else";
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema53.if,parentSchema:schema53,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "until") || (key0 === "condition_field")) || (key0 === "max_iterations")) || (pattern4.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema53,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.until !== undefined){
let data1 = data.until;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
const err6 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,object",schema:schema54.type,parentSchema:schema54,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err7 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.logic === undefined){
const err8 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/condition/required",keyword:"required",params:{missingProperty: "logic"},message:"must have required property '"+"logic"+"'",schema:schema54.required,parentSchema:schema54,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key1 in data1){
if(!(key1 === "logic")){
const err9 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/condition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema54,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.logic !== undefined){
let data2 = data1.logic;
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err10 = {instancePath:instancePath+"/until/logic",schemaPath:"#/$defs/condition/properties/logic/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54.properties.logic,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/until/logic",schemaPath:"#/$defs/condition/properties/logic/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.properties.logic.type,parentSchema:schema54.properties.logic,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
if(data.condition_field !== undefined){
let data3 = data.condition_field;
if(typeof data3 === "string"){
if(func2(data3) > 64){
const err12 = {instancePath:instancePath+"/condition_field",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern12.test(data3)){
const err13 = {instancePath:instancePath+"/condition_field",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/condition_field",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.max_iterations !== undefined){
let data4 = data.max_iterations;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
const err15 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/$defs/bound/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema56.type,parentSchema:schema56,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data4 == "number"){
if(data4 > 100 || isNaN(data4)){
const err16 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/$defs/bound/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema56,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err17 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/$defs/bound/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema56,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema53.type,parentSchema:schema53,data};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema39.required,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.prompt === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "prompt"},message:"must have required property '"+"prompt"+"'",schema:schema39.required,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.outputs === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "outputs"},message:"must have required property '"+"outputs"+"'",schema:schema39.required,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema39.properties, key0)) || (pattern4.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(func2(data0) > 64){
const err4 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern12.test(data0)){
const err5 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/id",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.properties.name.type,parentSchema:schema39.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.properties.description.type,parentSchema:schema39.properties.description,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.prompt !== undefined){
let data3 = data.prompt;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.properties.prompt.type,parentSchema:schema39.properties.prompt,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.inputs !== undefined){
let data4 = data.inputs;
if(!data4 || typeof data4 != "object"){
const err10 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: schema39.properties.inputs.type},message:"must be object,array",schema:schema39.properties.inputs.type,parentSchema:schema39.properties.inputs,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func2(data5) > 64){
const err11 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern12.test(data5)){
const err12 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
const _errs16 = errors;
if(typeof key1 === "string"){
if(func2(key1) > 64){
const err14 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern12.test(key1)){
const err15 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var valid5 = _errs16 === errors;
if(!valid5){
const err17 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema39.properties.inputs.propertyNames,parentSchema:schema39.properties.inputs,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
for(const key2 in data4){
let data6 = data4[key2];
if(((typeof data6 !== "string") && (!(typeof data6 == "number"))) && (typeof data6 !== "boolean")){
const err18 = {instancePath:instancePath+"/inputs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/inputs/additionalProperties/type",keyword:"type",params:{type: schema39.properties.inputs.additionalProperties.type},message:"must be string,number,boolean",schema:schema39.properties.inputs.additionalProperties.type,parentSchema:schema39.properties.inputs.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
if(data.output_schema !== undefined){
if(!(validate28(data.output_schema, {instancePath:instancePath+"/output_schema",parentData:data,parentDataProperty:"output_schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data.outputs !== undefined){
let data8 = data.outputs;
if(Array.isArray(data8)){
if(data8.length < 1){
const err19 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema39.properties.outputs,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
if(typeof data9 === "string"){
if(func2(data9) > 64){
const err20 = {instancePath:instancePath+"/outputs/" + i1,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!pattern12.test(data9)){
const err21 = {instancePath:instancePath+"/outputs/" + i1,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/outputs/" + i1,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
let i2 = data8.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data8[i2], data8[j0])){
const err23 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)",schema:true,parentSchema:schema39.properties.outputs,data:data8};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err24 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema39.properties.outputs.type,parentSchema:schema39.properties.outputs,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.tools !== undefined){
let data10 = data.tools;
if(Array.isArray(data10)){
const len2 = data10.length;
for(let i3=0; i3<len2; i3++){
let data11 = data10[i3];
if((typeof data11 !== "string") && (!(data11 && typeof data11 == "object" && !Array.isArray(data11)))){
const err25 = {instancePath:instancePath+"/tools/" + i3,schemaPath:"#/$defs/tool/type",keyword:"type",params:{type: schema49.type},message:"must be string,object",schema:schema49.type,parentSchema:schema49,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.name === undefined){
const err26 = {instancePath:instancePath+"/tools/" + i3,schemaPath:"#/$defs/tool/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema49.required,parentSchema:schema49,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
for(const key3 in data11){
if(!(((key3 === "name") || (key3 === "on_error")) || (pattern4.test(key3)))){
const err27 = {instancePath:instancePath+"/tools/" + i3,schemaPath:"#/$defs/tool/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema49,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data11.name !== undefined){
let data12 = data11.name;
if(typeof data12 === "string"){
if(func2(data12) < 1){
const err28 = {instancePath:instancePath+"/tools/" + i3+"/name",schemaPath:"#/$defs/tool/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema49.properties.name,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/tools/" + i3+"/name",schemaPath:"#/$defs/tool/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.properties.name.type,parentSchema:schema49.properties.name,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data11.on_error !== undefined){
let data13 = data11.on_error;
if(!((data13 === "fail") || (data13 === "continue"))){
const err30 = {instancePath:instancePath+"/tools/" + i3+"/on_error",schemaPath:"#/$defs/tool/properties/on_error/enum",keyword:"enum",params:{allowedValues: schema49.properties.on_error.enum},message:"must be equal to one of the allowed values",schema:schema49.properties.on_error.enum,parentSchema:schema49.properties.on_error,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/tools",schemaPath:"#/properties/tools/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema39.properties.tools.type,parentSchema:schema39.properties.tools,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.llm !== undefined){
let data14 = data.llm;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key4 in data14){
if(!(((((((((key4 === "provider") || (key4 === "model")) || (key4 === "temperature")) || (key4 === "max_tokens")) || (key4 === "top_p")) || (key4 === "top_k")) || (key4 === "api_base")) || (key4 === "api_key_env")) || (pattern4.test(key4)))){
const err32 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llm/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema50,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data14.provider !== undefined){
let data15 = data14.provider;
if(typeof data15 === "string"){
if(func2(data15) < 1){
const err33 = {instancePath:instancePath+"/llm/provider",schemaPath:"#/$defs/llm/properties/provider/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema50.properties.provider,data:data15};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/llm/provider",schemaPath:"#/$defs/llm/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.provider.type,parentSchema:schema50.properties.provider,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data14.model !== undefined){
let data16 = data14.model;
if(typeof data16 === "string"){
if(func2(data16) < 1){
const err35 = {instancePath:instancePath+"/llm/model",schemaPath:"#/$defs/llm/properties/model/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema50.properties.model,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/llm/model",schemaPath:"#/$defs/llm/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.model.type,parentSchema:schema50.properties.model,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data14.temperature !== undefined){
let data17 = data14.temperature;
if(typeof data17 == "number"){
if(data17 > 2 || isNaN(data17)){
const err37 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llm/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema50.properties.temperature,data:data17};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err38 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llm/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema50.properties.temperature,data:data17};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llm/properties/temperature/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema50.properties.temperature.type,parentSchema:schema50.properties.temperature,data:data17};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data14.max_tokens !== undefined){
let data18 = data14.max_tokens;
if(!((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18)))){
const err40 = {instancePath:instancePath+"/llm/max_tokens",schemaPath:"#/$defs/llm/properties/max_tokens/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema50.properties.max_tokens.type,parentSchema:schema50.properties.max_tokens,data:data18};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(typeof data18 == "number"){
if(data18 < 1 || isNaN(data18)){
const err41 = {instancePath:instancePath+"/llm/max_tokens",schemaPath:"#/$defs/llm/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema50.properties.max_tokens,data:data18};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data14.top_p !== undefined){
let data19 = data14.top_p;
if(typeof data19 == "number"){
if(data19 > 1 || isNaN(data19)){
const err42 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llm/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema50.properties.top_p,data:data19};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data19 <= 0 || isNaN(data19)){
const err43 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llm/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema50.properties.top_p,data:data19};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llm/properties/top_p/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema50.properties.top_p.type,parentSchema:schema50.properties.top_p,data:data19};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data14.top_k !== undefined){
let data20 = data14.top_k;
if(!((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20)))){
const err45 = {instancePath:instancePath+"/llm/top_k",schemaPath:"#/$defs/llm/properties/top_k/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema50.properties.top_k.type,parentSchema:schema50.properties.top_k,data:data20};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(typeof data20 == "number"){
if(data20 < 1 || isNaN(data20)){
const err46 = {instancePath:instancePath+"/llm/top_k",schemaPath:"#/$defs/llm/properties/top_k/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema50.properties.top_k,data:data20};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
if(data14.api_base !== undefined){
let data21 = data14.api_base;
if(typeof data21 !== "string"){
const err47 = {instancePath:instancePath+"/llm/api_base",schemaPath:"#/$defs/llm/properties/api_base/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.api_base.type,parentSchema:schema50.properties.api_base,data:data21};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data14.api_key_env !== undefined){
let data22 = data14.api_key_env;
if(typeof data22 !== "string"){
const err48 = {instancePath:instancePath+"/llm/api_key_env",schemaPath:"#/$defs/llm/properties/api_key_env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.api_key_env.type,parentSchema:schema50.properties.api_key_env,data:data22};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llm/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema50.type,parentSchema:schema50,data:data14};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.code !== undefined){
let data23 = data.code;
if(typeof data23 === "string"){
if(func2(data23) < 1){
const err50 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39.properties.code,data:data23};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.properties.code.type,parentSchema:schema39.properties.code,data:data23};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.sandbox !== undefined){
let data24 = data.sandbox;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
for(const key5 in data24){
if(!((func1.call(schema51.properties, key5)) || (pattern4.test(key5)))){
const err52 = {instancePath:instancePath+"/sandbox",schemaPath:"#/$defs/sandbox/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema51,data:data24};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data24.mode !== undefined){
let data25 = data24.mode;
if(!((data25 === "python") || (data25 === "docker"))){
const err53 = {instancePath:instancePath+"/sandbox/mode",schemaPath:"#/$defs/sandbox/properties/mode/enum",keyword:"enum",params:{allowedValues: schema51.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema51.properties.mode.enum,parentSchema:schema51.properties.mode,data:data25};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data24.enabled !== undefined){
let data26 = data24.enabled;
if(typeof data26 !== "boolean"){
const err54 = {instancePath:instancePath+"/sandbox/enabled",schemaPath:"#/$defs/sandbox/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema51.properties.enabled.type,parentSchema:schema51.properties.enabled,data:data26};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data24.network !== undefined){
let data27 = data24.network;
if((typeof data27 !== "boolean") && (!(data27 && typeof data27 == "object" && !Array.isArray(data27)))){
const err55 = {instancePath:instancePath+"/sandbox/network",schemaPath:"#/$defs/sandbox/properties/network/type",keyword:"type",params:{type: schema51.properties.network.type},message:"must be boolean,object",schema:schema51.properties.network.type,parentSchema:schema51.properties.network,data:data27};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data24.network_enabled !== undefined){
let data28 = data24.network_enabled;
if(typeof data28 !== "boolean"){
const err56 = {instancePath:instancePath+"/sandbox/network_enabled",schemaPath:"#/$defs/sandbox/properties/network_enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema51.properties.network_enabled.type,parentSchema:schema51.properties.network_enabled,data:data28};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data24.preset !== undefined){
let data29 = data24.preset;
if(!((((data29 === "low") || (data29 === "medium")) || (data29 === "high")) || (data29 === "max"))){
const err57 = {instancePath:instancePath+"/sandbox/preset",schemaPath:"#/$defs/sandbox/properties/preset/enum",keyword:"enum",params:{allowedValues: schema51.properties.preset.enum},message:"must be equal to one of the allowed values",schema:schema51.properties.preset.enum,parentSchema:schema51.properties.preset,data:data29};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data24.resource_preset !== undefined){
let data30 = data24.resource_preset;
if(!((((data30 === "low") || (data30 === "medium")) || (data30 === "high")) || (data30 === "max"))){
const err58 = {instancePath:instancePath+"/sandbox/resource_preset",schemaPath:"#/$defs/sandbox/properties/resource_preset/enum",keyword:"enum",params:{allowedValues: schema51.properties.resource_preset.enum},message:"must be equal to one of the allowed values",schema:schema51.properties.resource_preset.enum,parentSchema:schema51.properties.resource_preset,data:data30};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data24.resources !== undefined){
let data31 = data24.resources;
if(!(data31 && typeof data31 == "object" && !Array.isArray(data31))){
const err59 = {instancePath:instancePath+"/sandbox/resources",schemaPath:"#/$defs/sandbox/properties/resources/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema51.properties.resources.type,parentSchema:schema51.properties.resources,data:data31};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data24.timeout !== undefined){
let data32 = data24.timeout;
if(typeof data32 == "number"){
if(data32 <= 0 || isNaN(data32)){
const err60 = {instancePath:instancePath+"/sandbox/timeout",schemaPath:"#/$defs/sandbox/properties/timeout/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema51.properties.timeout,data:data32};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/sandbox/timeout",schemaPath:"#/$defs/sandbox/properties/timeout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema51.properties.timeout.type,parentSchema:schema51.properties.timeout,data:data32};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data24.timeout_seconds !== undefined){
let data33 = data24.timeout_seconds;
if(typeof data33 == "number"){
if(data33 <= 0 || isNaN(data33)){
const err62 = {instancePath:instancePath+"/sandbox/timeout_seconds",schemaPath:"#/$defs/sandbox/properties/timeout_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema51.properties.timeout_seconds,data:data33};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/sandbox/timeout_seconds",schemaPath:"#/$defs/sandbox/properties/timeout_seconds/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema51.properties.timeout_seconds.type,parentSchema:schema51.properties.timeout_seconds,data:data33};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
else {
const err64 = {instancePath:instancePath+"/sandbox",schemaPath:"#/$defs/sandbox/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema51.type,parentSchema:schema51,data:data24};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.memory !== undefined){
let data34 = data.memory;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.enabled !== undefined){
let data35 = data34.enabled;
if(typeof data35 !== "boolean"){
const err65 = {instancePath:instancePath+"/memory/enabled",schemaPath:"#/$defs/memory/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema52.properties.enabled.type,parentSchema:schema52.properties.enabled,data:data35};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data34.default_scope !== undefined){
let data36 = data34.default_scope;
if(!(((data36 === "agent") || (data36 === "workflow")) || (data36 === "node"))){
const err66 = {instancePath:instancePath+"/memory/default_scope",schemaPath:"#/$defs/memory/properties/default_scope/enum",keyword:"enum",params:{allowedValues: schema52.properties.default_scope.enum},message:"must be equal to one of the allowed values",schema:schema52.properties.default_scope.enum,parentSchema:schema52.properties.default_scope,data:data36};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
var props0 = {};
props0.enabled = true;
props0.default_scope = true;
for(const key6 in data34){
if(pattern4.test(key6)){
props0[key6] = true;
}
}
}
else {
const err67 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/memory/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema52.type,parentSchema:schema52,data:data34};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.loop !== undefined){
if(!(validate34(data.loop, {instancePath:instancePath+"/loop",parentData:data,parentDataProperty:"loop",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
}
else {
const err68 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema39.type,parentSchema:schema39,data};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema57 = {"type":"object","description":"Order between nodes: exactly one of `to`, `routes`, `loop` and `parallel`.","required":["from"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"from":{"$ref":"#/$defs/end","description":"A node, or START."},"to":{"$ref":"#/$defs/target"},"condition":{"$ref":"#/$defs/condition"},"routes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/route"},"description":"The first that holds is taken."},"loop":{"$ref":"#/$defs/loop"},"parallel":{"$ref":"#/$defs/parallel"}},"allOf":[{"if":{"required":["routes"]},"then":{"properties":{"to":false,"loop":false,"parallel":false,"condition":false}}},{"if":{"required":["loop"]},"then":{"properties":{"to":false,"parallel":false,"condition":false}}},{"if":{"required":["parallel"]},"then":{"properties":{"to":false,"condition":false}}},{"if":{"not":{"anyOf":[{"required":["routes"]},{"required":["loop"]},{"required":["parallel"]}]}},"then":{"required":["to"]}}]};
const schema58 = {"type":"string","maxLength":64,"pattern":"^(?!__)[A-Za-z_][A-Za-z0-9_]*$","description":"A node, START or END."};
const pattern28 = new RegExp("^(?!__)[A-Za-z_][A-Za-z0-9_]*$", "u");
const schema59 = {"type":["string","array"],"description":"A node, END, or a list of nodes.","if":{"type":"string"},"then":{"$ref":"#/$defs/end"},"else":{"minItems":1,"items":{"$ref":"#/$defs/end"}}};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate38.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema59.type},message:"must be string,array",schema:schema59.type,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(typeof data !== "string"){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(typeof data === "string"){
if(func2(data) > 64){
const err2 = {instancePath,schemaPath:"#/$defs/end/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!pattern28.test(data)){
const err3 = {instancePath,schemaPath:"#/$defs/end/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath,schemaPath:"#/$defs/end/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs7 = errors;
if(Array.isArray(data)){
if(data.length < 1){
const err5 = {instancePath,schemaPath:"#/else/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema59.else,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(func2(data0) > 64){
const err6 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/end/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema58,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern28.test(data0)){
const err7 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/end/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema58,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/end/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data0};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
var _valid0 = _errs7 === errors;
valid0 = _valid0;
if(valid0){
var items0 = true;
}
ifClause0 = "else";
}
if(!valid0){
const err9 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema59.if,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate38.errors = vErrors;
evaluated0.items = items0;
return errors === 0;
}
validate38.evaluated = {"dynamicProps":false,"dynamicItems":true};

const schema63 = {"type":"object","description":"A way on.","required":["to"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"condition":{"$ref":"#/$defs/condition"},"to":{"$ref":"#/$defs/target"}}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema63.required,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "condition") || (key0 === "to")) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.condition !== undefined){
let data0 = data.condition;
if((typeof data0 !== "string") && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
const err2 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,object",schema:schema54.type,parentSchema:schema54,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(typeof data0 === "string"){
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.logic === undefined){
const err4 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/required",keyword:"required",params:{missingProperty: "logic"},message:"must have required property '"+"logic"+"'",schema:schema54.required,parentSchema:schema54,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key1 in data0){
if(!(key1 === "logic")){
const err5 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema54,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.logic !== undefined){
let data1 = data0.logic;
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err6 = {instancePath:instancePath+"/condition/logic",schemaPath:"#/$defs/condition/properties/logic/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54.properties.logic,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/condition/logic",schemaPath:"#/$defs/condition/properties/logic/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.properties.logic.type,parentSchema:schema54.properties.logic,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
if(data.to !== undefined){
if(!(validate38(data.to, {instancePath:instancePath+"/to",parentData:data,parentDataProperty:"to",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema63.type,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema65 = {"type":"object","description":"The node is repeated until a field is true.","required":["condition_field"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"condition_field":{"$ref":"#/$defs/name","description":"A field of type bool that ends the loop."},"max_iterations":{"$ref":"#/$defs/bound"},"exit_to":{"$ref":"#/$defs/end","default":"END","description":"Where it goes on, also at the bound."}}};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate43.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.condition_field === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "condition_field"},message:"must have required property '"+"condition_field"+"'",schema:schema65.required,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "condition_field") || (key0 === "max_iterations")) || (key0 === "exit_to")) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.condition_field !== undefined){
let data0 = data.condition_field;
if(typeof data0 === "string"){
if(func2(data0) > 64){
const err2 = {instancePath:instancePath+"/condition_field",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!pattern12.test(data0)){
const err3 = {instancePath:instancePath+"/condition_field",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/condition_field",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.max_iterations !== undefined){
let data1 = data.max_iterations;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err5 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/$defs/bound/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema56.type,parentSchema:schema56,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data1 == "number"){
if(data1 > 100 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/$defs/bound/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema56,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err7 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/$defs/bound/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema56,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.exit_to !== undefined){
let data2 = data.exit_to;
if(typeof data2 === "string"){
if(func2(data2) > 64){
const err8 = {instancePath:instancePath+"/exit_to",schemaPath:"#/$defs/end/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema58,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern28.test(data2)){
const err9 = {instancePath:instancePath+"/exit_to",schemaPath:"#/$defs/end/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema58,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/exit_to",schemaPath:"#/$defs/end/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema65.type,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}
validate43.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema69 = {"type":"object","description":"A node runs once for each item of a list.","required":["items_field","target_node","collect_field"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"items_field":{"$ref":"#/$defs/name","description":"A field with the list."},"target_node":{"$ref":"#/$defs/name","description":"The node; it reads `{_parallel_item}` and `{_parallel_index}`."},"collect_field":{"$ref":"#/$defs/name","description":"A field that gets the list of answers."}}};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate45.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.items_field === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "items_field"},message:"must have required property '"+"items_field"+"'",schema:schema69.required,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.target_node === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target_node"},message:"must have required property '"+"target_node"+"'",schema:schema69.required,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.collect_field === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "collect_field"},message:"must have required property '"+"collect_field"+"'",schema:schema69.required,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "items_field") || (key0 === "target_node")) || (key0 === "collect_field")) || (pattern4.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.items_field !== undefined){
let data0 = data.items_field;
if(typeof data0 === "string"){
if(func2(data0) > 64){
const err4 = {instancePath:instancePath+"/items_field",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern12.test(data0)){
const err5 = {instancePath:instancePath+"/items_field",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/items_field",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.target_node !== undefined){
let data1 = data.target_node;
if(typeof data1 === "string"){
if(func2(data1) > 64){
const err7 = {instancePath:instancePath+"/target_node",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern12.test(data1)){
const err8 = {instancePath:instancePath+"/target_node",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/target_node",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.collect_field !== undefined){
let data2 = data.collect_field;
if(typeof data2 === "string"){
if(func2(data2) > 64){
const err10 = {instancePath:instancePath+"/collect_field",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern12.test(data2)){
const err11 = {instancePath:instancePath+"/collect_field",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:START|END)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/collect_field",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema69.type,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}
validate45.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.routes === undefined) && (missing0 = "routes")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to !== undefined){
const err1 = {instancePath:instancePath+"/to",schemaPath:"#/allOf/0/then/properties/to/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[0].then.properties.to,data:data.to};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.loop !== undefined){
const err2 = {instancePath:instancePath+"/loop",schemaPath:"#/allOf/0/then/properties/loop/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[0].then.properties.loop,data:data.loop};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.parallel !== undefined){
const err3 = {instancePath:instancePath+"/parallel",schemaPath:"#/allOf/0/then/properties/parallel/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[0].then.properties.parallel,data:data.parallel};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.condition !== undefined){
const err4 = {instancePath:instancePath+"/condition",schemaPath:"#/allOf/0/then/properties/condition/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[0].then.properties.condition,data:data.condition};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
valid1 = _valid0;
if(valid1){
var props0 = {};
props0.to = true;
props0.loop = true;
props0.parallel = true;
props0.condition = true;
}
}
if(!valid1){
const err5 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema57.allOf[0].if,parentSchema:schema57.allOf[0],data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const _errs6 = errors;
let valid3 = true;
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.loop === undefined) && (missing1 = "loop")){
const err6 = {};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid1 = _errs7 === errors;
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to !== undefined){
const err7 = {instancePath:instancePath+"/to",schemaPath:"#/allOf/1/then/properties/to/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[1].then.properties.to,data:data.to};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.parallel !== undefined){
const err8 = {instancePath:instancePath+"/parallel",schemaPath:"#/allOf/1/then/properties/parallel/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[1].then.properties.parallel,data:data.parallel};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.condition !== undefined){
const err9 = {instancePath:instancePath+"/condition",schemaPath:"#/allOf/1/then/properties/condition/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[1].then.properties.condition,data:data.condition};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var _valid1 = _errs8 === errors;
valid3 = _valid1;
if(valid3){
var props1 = {};
props1.to = true;
props1.parallel = true;
props1.condition = true;
}
}
if(!valid3){
const err10 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema57.allOf[1].if,parentSchema:schema57.allOf[1],data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
const _errs10 = errors;
let valid5 = true;
const _errs11 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.parallel === undefined) && (missing2 = "parallel")){
const err11 = {};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var _valid2 = _errs11 === errors;
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs12 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to !== undefined){
const err12 = {instancePath:instancePath+"/to",schemaPath:"#/allOf/2/then/properties/to/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[2].then.properties.to,data:data.to};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.condition !== undefined){
const err13 = {instancePath:instancePath+"/condition",schemaPath:"#/allOf/2/then/properties/condition/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema57.allOf[2].then.properties.condition,data:data.condition};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid2 = _errs12 === errors;
valid5 = _valid2;
if(valid5){
var props2 = {};
props2.to = true;
props2.condition = true;
}
}
if(!valid5){
const err14 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema57.allOf[2].if,parentSchema:schema57.allOf[2],data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(props0 !== true && props2 !== undefined){
if(props2 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props2);
}
}
const _errs14 = errors;
let valid7 = true;
const _errs15 = errors;
const _errs16 = errors;
const _errs17 = errors;
const _errs18 = errors;
let valid9 = false;
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.routes === undefined) && (missing3 = "routes")){
const err15 = {};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var _valid4 = _errs19 === errors;
valid9 = valid9 || _valid4;
const _errs20 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.loop === undefined) && (missing4 = "loop")){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid4 = _errs20 === errors;
valid9 = valid9 || _valid4;
const _errs21 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.parallel === undefined) && (missing5 = "parallel")){
const err17 = {};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var _valid4 = _errs21 === errors;
valid9 = valid9 || _valid4;
if(!valid9){
const err18 = {};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
}
var valid8 = _errs17 === errors;
if(valid8){
const err19 = {};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var _valid3 = _errs15 === errors;
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs22 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
const err20 = {instancePath,schemaPath:"#/allOf/3/then/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema57.allOf[3].then.required,parentSchema:schema57.allOf[3].then,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
var _valid3 = _errs22 === errors;
valid7 = _valid3;
}
if(!valid7){
const err21 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema57.allOf[3].if,parentSchema:schema57.allOf[3],data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.from === undefined){
const err22 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "from") || (key0 === "to")) || (key0 === "condition")) || (key0 === "routes")) || (key0 === "loop")) || (key0 === "parallel")) || (pattern4.test(key0)))){
const err23 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.from !== undefined){
let data9 = data.from;
if(typeof data9 === "string"){
if(func2(data9) > 64){
const err24 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/end/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema58,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern28.test(data9)){
const err25 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/end/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema58,data:data9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/end/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.to !== undefined){
if(!(validate38(data.to, {instancePath:instancePath+"/to",parentData:data,parentDataProperty:"to",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
if(data.condition !== undefined){
let data11 = data.condition;
if((typeof data11 !== "string") && (!(data11 && typeof data11 == "object" && !Array.isArray(data11)))){
const err27 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,object",schema:schema54.type,parentSchema:schema54,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err28 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data11};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.logic === undefined){
const err29 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/required",keyword:"required",params:{missingProperty: "logic"},message:"must have required property '"+"logic"+"'",schema:schema54.required,parentSchema:schema54,data:data11};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
for(const key1 in data11){
if(!(key1 === "logic")){
const err30 = {instancePath:instancePath+"/condition",schemaPath:"#/$defs/condition/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema54,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data11.logic !== undefined){
let data12 = data11.logic;
if(typeof data12 === "string"){
if(func2(data12) < 1){
const err31 = {instancePath:instancePath+"/condition/logic",schemaPath:"#/$defs/condition/properties/logic/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54.properties.logic,data:data12};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/condition/logic",schemaPath:"#/$defs/condition/properties/logic/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.properties.logic.type,parentSchema:schema54.properties.logic,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
}
if(data.routes !== undefined){
let data13 = data.routes;
if(Array.isArray(data13)){
if(data13.length < 1){
const err33 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema57.properties.routes,data:data13};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
if(!(validate40(data13[i0], {instancePath:instancePath+"/routes/" + i0,parentData:data13,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
}
else {
const err34 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema57.properties.routes.type,parentSchema:schema57.properties.routes,data:data13};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.loop !== undefined){
if(!(validate43(data.loop, {instancePath:instancePath+"/loop",parentData:data,parentDataProperty:"loop",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
if(data.parallel !== undefined){
if(!(validate45(data.parallel, {instancePath:instancePath+"/parallel",parentData:data,parentDataProperty:"parallel",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
}
else {
const err35 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema57.type,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema73 = {"type":"object","description":"Settings of the workflow.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"llm":{"$ref":"#/$defs/llm"},"execution":{"$ref":"#/$defs/execution"},"observability":{"$ref":"#/$defs/observability"},"mlflow":{"$ref":"#/$defs/mlflow"},"storage":{"type":"object","description":"Without effect: the store is the server's.","additionalProperties":false,"properties":{"backend":{"enum":["sqlite"],"description":"Kind of store."},"path":{"type":"string","description":"Its file."}}},"memory":{"$ref":"#/$defs/memory"},"gates":{"type":["object","array"],"description":"Bounds that are asked when a run ends.","items":{"$ref":"#/$defs/gate"},"properties":{"gates":{"type":"array","items":{"$ref":"#/$defs/gate"},"description":"The gates."},"on_fail":{"type":"string","description":"What a gate does that does not say it: warn or fail."}}},"ab_test":{"$ref":"#/$defs/abTest"}}};
const schema75 = {"type":"object","description":"Limits of a run.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"timeout":{"type":"integer","minimum":1,"description":"Seconds that a run may take."},"timeout_seconds":{"type":"number","exclusiveMinimum":0,"description":"The same."},"max_retries":{"type":"integer","minimum":0,"maximum":99,"description":"Attempts of a node after the first one failed."}}};
const schema77 = {"type":"object","description":"MLflow tracking.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"type":"boolean","description":"Whether runs are reported."},"experiment_name":{"type":"string","maxLength":500,"description":"Default is the workflow's name."},"run_name":{"type":"string","minLength":1,"description":"Default is the workflow's name with a part of the run's id."},"artifact_level":{"enum":["minimal","standard","full"],"description":"How much is sent."},"tracking_uri":{"type":"string","description":"Without effect: the address belongs to the configuration file."},"async_logging":{"type":"boolean","description":"Without effect: runs never wait for a tracker."},"log_artifacts":{"type":"boolean","description":"Without effect: see `artifact_level`."},"log_prompts":{"type":"boolean","description":"Without effect: see `artifact_level`."}}};
const schema80 = {"type":"object","description":"A bound on a figure of a run.","properties":{"name":{"type":"string","minLength":1,"description":"Default is the metric."},"metric":{"type":"string","description":"The figure."},"min":{"type":"number"},"max":{"type":"number"},"threshold":{"type":"number"},"min_threshold":{"type":"number"},"max_threshold":{"type":"number"},"action":{"type":"string","description":"WARN or FAIL."},"enabled":{"type":"boolean"}}};
const schema82 = {"type":"object","description":"Without effect here.","properties":{"enabled":{"type":"boolean"},"experiment":{"type":"string"},"run_count":{"type":"integer","minimum":1,"maximum":10},"variants":{"type":"array","minItems":1,"items":{"type":"object","required":["name","prompt"],"properties":{"name":{"type":"string"},"prompt":{"type":"string"},"node_id":{"type":"string"}}}}}};
const schema76 = {"type":"object","description":"Who is told of runs.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"mlflow":{"$ref":"#/$defs/mlflow"},"logging":{"type":"object","description":"Lines on standard error.","additionalProperties":false,"properties":{"level":{"enum":["DEBUG","INFO","WARNING","ERROR","debug","info","warning","error"],"description":"Least level shown."}}}}};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate49.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "mlflow") || (key0 === "logging")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema76,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.mlflow !== undefined){
let data0 = data.mlflow;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
if(!(((((((((key1 === "enabled") || (key1 === "experiment_name")) || (key1 === "run_name")) || (key1 === "artifact_level")) || (key1 === "tracking_uri")) || (key1 === "async_logging")) || (key1 === "log_artifacts")) || (key1 === "log_prompts")) || (pattern4.test(key1)))){
const err1 = {instancePath:instancePath+"/mlflow",schemaPath:"#/$defs/mlflow/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema77,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.enabled !== undefined){
let data1 = data0.enabled;
if(typeof data1 !== "boolean"){
const err2 = {instancePath:instancePath+"/mlflow/enabled",schemaPath:"#/$defs/mlflow/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.enabled.type,parentSchema:schema77.properties.enabled,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data0.experiment_name !== undefined){
let data2 = data0.experiment_name;
if(typeof data2 === "string"){
if(func2(data2) > 500){
const err3 = {instancePath:instancePath+"/mlflow/experiment_name",schemaPath:"#/$defs/mlflow/properties/experiment_name/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters",schema:500,parentSchema:schema77.properties.experiment_name,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/mlflow/experiment_name",schemaPath:"#/$defs/mlflow/properties/experiment_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.properties.experiment_name.type,parentSchema:schema77.properties.experiment_name,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.run_name !== undefined){
let data3 = data0.run_name;
if(typeof data3 === "string"){
if(func2(data3) < 1){
const err5 = {instancePath:instancePath+"/mlflow/run_name",schemaPath:"#/$defs/mlflow/properties/run_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema77.properties.run_name,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/mlflow/run_name",schemaPath:"#/$defs/mlflow/properties/run_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.properties.run_name.type,parentSchema:schema77.properties.run_name,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.artifact_level !== undefined){
let data4 = data0.artifact_level;
if(!(((data4 === "minimal") || (data4 === "standard")) || (data4 === "full"))){
const err7 = {instancePath:instancePath+"/mlflow/artifact_level",schemaPath:"#/$defs/mlflow/properties/artifact_level/enum",keyword:"enum",params:{allowedValues: schema77.properties.artifact_level.enum},message:"must be equal to one of the allowed values",schema:schema77.properties.artifact_level.enum,parentSchema:schema77.properties.artifact_level,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.tracking_uri !== undefined){
let data5 = data0.tracking_uri;
if(typeof data5 !== "string"){
const err8 = {instancePath:instancePath+"/mlflow/tracking_uri",schemaPath:"#/$defs/mlflow/properties/tracking_uri/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.properties.tracking_uri.type,parentSchema:schema77.properties.tracking_uri,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.async_logging !== undefined){
let data6 = data0.async_logging;
if(typeof data6 !== "boolean"){
const err9 = {instancePath:instancePath+"/mlflow/async_logging",schemaPath:"#/$defs/mlflow/properties/async_logging/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.async_logging.type,parentSchema:schema77.properties.async_logging,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.log_artifacts !== undefined){
let data7 = data0.log_artifacts;
if(typeof data7 !== "boolean"){
const err10 = {instancePath:instancePath+"/mlflow/log_artifacts",schemaPath:"#/$defs/mlflow/properties/log_artifacts/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.log_artifacts.type,parentSchema:schema77.properties.log_artifacts,data:data7};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.log_prompts !== undefined){
let data8 = data0.log_prompts;
if(typeof data8 !== "boolean"){
const err11 = {instancePath:instancePath+"/mlflow/log_prompts",schemaPath:"#/$defs/mlflow/properties/log_prompts/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.log_prompts.type,parentSchema:schema77.properties.log_prompts,data:data8};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/mlflow",schemaPath:"#/$defs/mlflow/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema77.type,parentSchema:schema77,data:data0};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.logging !== undefined){
let data9 = data.logging;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 in data9){
if(!(key2 === "level")){
const err13 = {instancePath:instancePath+"/logging",schemaPath:"#/properties/logging/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema76.properties.logging,data:data9};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data9.level !== undefined){
let data10 = data9.level;
if(!((((((((data10 === "DEBUG") || (data10 === "INFO")) || (data10 === "WARNING")) || (data10 === "ERROR")) || (data10 === "debug")) || (data10 === "info")) || (data10 === "warning")) || (data10 === "error"))){
const err14 = {instancePath:instancePath+"/logging/level",schemaPath:"#/properties/logging/properties/level/enum",keyword:"enum",params:{allowedValues: schema76.properties.logging.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema76.properties.logging.properties.level.enum,parentSchema:schema76.properties.logging.properties.level,data:data10};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/logging",schemaPath:"#/properties/logging/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.properties.logging.type,parentSchema:schema76.properties.logging,data:data9};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.type,parentSchema:schema76,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}
validate49.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((((key0 === "llm") || (key0 === "execution")) || (key0 === "observability")) || (key0 === "mlflow")) || (key0 === "storage")) || (key0 === "memory")) || (key0 === "gates")) || (key0 === "ab_test")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema73,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.llm !== undefined){
let data0 = data.llm;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
if(!(((((((((key1 === "provider") || (key1 === "model")) || (key1 === "temperature")) || (key1 === "max_tokens")) || (key1 === "top_p")) || (key1 === "top_k")) || (key1 === "api_base")) || (key1 === "api_key_env")) || (pattern4.test(key1)))){
const err1 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llm/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema50,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.provider !== undefined){
let data1 = data0.provider;
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err2 = {instancePath:instancePath+"/llm/provider",schemaPath:"#/$defs/llm/properties/provider/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema50.properties.provider,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/llm/provider",schemaPath:"#/$defs/llm/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.provider.type,parentSchema:schema50.properties.provider,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.model !== undefined){
let data2 = data0.model;
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err4 = {instancePath:instancePath+"/llm/model",schemaPath:"#/$defs/llm/properties/model/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema50.properties.model,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/llm/model",schemaPath:"#/$defs/llm/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.model.type,parentSchema:schema50.properties.model,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.temperature !== undefined){
let data3 = data0.temperature;
if(typeof data3 == "number"){
if(data3 > 2 || isNaN(data3)){
const err6 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llm/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema50.properties.temperature,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err7 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llm/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema50.properties.temperature,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llm/properties/temperature/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema50.properties.temperature.type,parentSchema:schema50.properties.temperature,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.max_tokens !== undefined){
let data4 = data0.max_tokens;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
const err9 = {instancePath:instancePath+"/llm/max_tokens",schemaPath:"#/$defs/llm/properties/max_tokens/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema50.properties.max_tokens.type,parentSchema:schema50.properties.max_tokens,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data4 == "number"){
if(data4 < 1 || isNaN(data4)){
const err10 = {instancePath:instancePath+"/llm/max_tokens",schemaPath:"#/$defs/llm/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema50.properties.max_tokens,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data0.top_p !== undefined){
let data5 = data0.top_p;
if(typeof data5 == "number"){
if(data5 > 1 || isNaN(data5)){
const err11 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llm/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema50.properties.top_p,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data5 <= 0 || isNaN(data5)){
const err12 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llm/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema50.properties.top_p,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llm/properties/top_p/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema50.properties.top_p.type,parentSchema:schema50.properties.top_p,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data0.top_k !== undefined){
let data6 = data0.top_k;
if(!((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6)))){
const err14 = {instancePath:instancePath+"/llm/top_k",schemaPath:"#/$defs/llm/properties/top_k/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema50.properties.top_k.type,parentSchema:schema50.properties.top_k,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(typeof data6 == "number"){
if(data6 < 1 || isNaN(data6)){
const err15 = {instancePath:instancePath+"/llm/top_k",schemaPath:"#/$defs/llm/properties/top_k/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema50.properties.top_k,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data0.api_base !== undefined){
let data7 = data0.api_base;
if(typeof data7 !== "string"){
const err16 = {instancePath:instancePath+"/llm/api_base",schemaPath:"#/$defs/llm/properties/api_base/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.api_base.type,parentSchema:schema50.properties.api_base,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data0.api_key_env !== undefined){
let data8 = data0.api_key_env;
if(typeof data8 !== "string"){
const err17 = {instancePath:instancePath+"/llm/api_key_env",schemaPath:"#/$defs/llm/properties/api_key_env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema50.properties.api_key_env.type,parentSchema:schema50.properties.api_key_env,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llm/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema50.type,parentSchema:schema50,data:data0};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.execution !== undefined){
let data9 = data.execution;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 in data9){
if(!((((key2 === "timeout") || (key2 === "timeout_seconds")) || (key2 === "max_retries")) || (pattern4.test(key2)))){
const err19 = {instancePath:instancePath+"/execution",schemaPath:"#/$defs/execution/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema75,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data9.timeout !== undefined){
let data10 = data9.timeout;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
const err20 = {instancePath:instancePath+"/execution/timeout",schemaPath:"#/$defs/execution/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema75.properties.timeout.type,parentSchema:schema75.properties.timeout,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(typeof data10 == "number"){
if(data10 < 1 || isNaN(data10)){
const err21 = {instancePath:instancePath+"/execution/timeout",schemaPath:"#/$defs/execution/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema75.properties.timeout,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data9.timeout_seconds !== undefined){
let data11 = data9.timeout_seconds;
if(typeof data11 == "number"){
if(data11 <= 0 || isNaN(data11)){
const err22 = {instancePath:instancePath+"/execution/timeout_seconds",schemaPath:"#/$defs/execution/properties/timeout_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema75.properties.timeout_seconds,data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/execution/timeout_seconds",schemaPath:"#/$defs/execution/properties/timeout_seconds/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema75.properties.timeout_seconds.type,parentSchema:schema75.properties.timeout_seconds,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data9.max_retries !== undefined){
let data12 = data9.max_retries;
if(!((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12)))){
const err24 = {instancePath:instancePath+"/execution/max_retries",schemaPath:"#/$defs/execution/properties/max_retries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema75.properties.max_retries.type,parentSchema:schema75.properties.max_retries,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(typeof data12 == "number"){
if(data12 > 99 || isNaN(data12)){
const err25 = {instancePath:instancePath+"/execution/max_retries",schemaPath:"#/$defs/execution/properties/max_retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99},message:"must be <= 99",schema:99,parentSchema:schema75.properties.max_retries,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err26 = {instancePath:instancePath+"/execution/max_retries",schemaPath:"#/$defs/execution/properties/max_retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema75.properties.max_retries,data:data12};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
else {
const err27 = {instancePath:instancePath+"/execution",schemaPath:"#/$defs/execution/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema75.type,parentSchema:schema75,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.observability !== undefined){
if(!(validate49(data.observability, {instancePath:instancePath+"/observability",parentData:data,parentDataProperty:"observability",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
}
if(data.mlflow !== undefined){
let data14 = data.mlflow;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key3 in data14){
if(!(((((((((key3 === "enabled") || (key3 === "experiment_name")) || (key3 === "run_name")) || (key3 === "artifact_level")) || (key3 === "tracking_uri")) || (key3 === "async_logging")) || (key3 === "log_artifacts")) || (key3 === "log_prompts")) || (pattern4.test(key3)))){
const err28 = {instancePath:instancePath+"/mlflow",schemaPath:"#/$defs/mlflow/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema77,data:data14};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data14.enabled !== undefined){
let data15 = data14.enabled;
if(typeof data15 !== "boolean"){
const err29 = {instancePath:instancePath+"/mlflow/enabled",schemaPath:"#/$defs/mlflow/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.enabled.type,parentSchema:schema77.properties.enabled,data:data15};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data14.experiment_name !== undefined){
let data16 = data14.experiment_name;
if(typeof data16 === "string"){
if(func2(data16) > 500){
const err30 = {instancePath:instancePath+"/mlflow/experiment_name",schemaPath:"#/$defs/mlflow/properties/experiment_name/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters",schema:500,parentSchema:schema77.properties.experiment_name,data:data16};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/mlflow/experiment_name",schemaPath:"#/$defs/mlflow/properties/experiment_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.properties.experiment_name.type,parentSchema:schema77.properties.experiment_name,data:data16};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data14.run_name !== undefined){
let data17 = data14.run_name;
if(typeof data17 === "string"){
if(func2(data17) < 1){
const err32 = {instancePath:instancePath+"/mlflow/run_name",schemaPath:"#/$defs/mlflow/properties/run_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema77.properties.run_name,data:data17};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/mlflow/run_name",schemaPath:"#/$defs/mlflow/properties/run_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.properties.run_name.type,parentSchema:schema77.properties.run_name,data:data17};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data14.artifact_level !== undefined){
let data18 = data14.artifact_level;
if(!(((data18 === "minimal") || (data18 === "standard")) || (data18 === "full"))){
const err34 = {instancePath:instancePath+"/mlflow/artifact_level",schemaPath:"#/$defs/mlflow/properties/artifact_level/enum",keyword:"enum",params:{allowedValues: schema77.properties.artifact_level.enum},message:"must be equal to one of the allowed values",schema:schema77.properties.artifact_level.enum,parentSchema:schema77.properties.artifact_level,data:data18};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data14.tracking_uri !== undefined){
let data19 = data14.tracking_uri;
if(typeof data19 !== "string"){
const err35 = {instancePath:instancePath+"/mlflow/tracking_uri",schemaPath:"#/$defs/mlflow/properties/tracking_uri/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.properties.tracking_uri.type,parentSchema:schema77.properties.tracking_uri,data:data19};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data14.async_logging !== undefined){
let data20 = data14.async_logging;
if(typeof data20 !== "boolean"){
const err36 = {instancePath:instancePath+"/mlflow/async_logging",schemaPath:"#/$defs/mlflow/properties/async_logging/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.async_logging.type,parentSchema:schema77.properties.async_logging,data:data20};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data14.log_artifacts !== undefined){
let data21 = data14.log_artifacts;
if(typeof data21 !== "boolean"){
const err37 = {instancePath:instancePath+"/mlflow/log_artifacts",schemaPath:"#/$defs/mlflow/properties/log_artifacts/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.log_artifacts.type,parentSchema:schema77.properties.log_artifacts,data:data21};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data14.log_prompts !== undefined){
let data22 = data14.log_prompts;
if(typeof data22 !== "boolean"){
const err38 = {instancePath:instancePath+"/mlflow/log_prompts",schemaPath:"#/$defs/mlflow/properties/log_prompts/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema77.properties.log_prompts.type,parentSchema:schema77.properties.log_prompts,data:data22};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/mlflow",schemaPath:"#/$defs/mlflow/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema77.type,parentSchema:schema77,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.storage !== undefined){
let data23 = data.storage;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key4 in data23){
if(!((key4 === "backend") || (key4 === "path"))){
const err40 = {instancePath:instancePath+"/storage",schemaPath:"#/properties/storage/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema73.properties.storage,data:data23};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data23.backend !== undefined){
let data24 = data23.backend;
if(!(data24 === "sqlite")){
const err41 = {instancePath:instancePath+"/storage/backend",schemaPath:"#/properties/storage/properties/backend/enum",keyword:"enum",params:{allowedValues: schema73.properties.storage.properties.backend.enum},message:"must be equal to one of the allowed values",schema:schema73.properties.storage.properties.backend.enum,parentSchema:schema73.properties.storage.properties.backend,data:data24};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data23.path !== undefined){
let data25 = data23.path;
if(typeof data25 !== "string"){
const err42 = {instancePath:instancePath+"/storage/path",schemaPath:"#/properties/storage/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema73.properties.storage.properties.path.type,parentSchema:schema73.properties.storage.properties.path,data:data25};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/storage",schemaPath:"#/properties/storage/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema73.properties.storage.type,parentSchema:schema73.properties.storage,data:data23};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.memory !== undefined){
let data26 = data.memory;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.enabled !== undefined){
let data27 = data26.enabled;
if(typeof data27 !== "boolean"){
const err44 = {instancePath:instancePath+"/memory/enabled",schemaPath:"#/$defs/memory/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema52.properties.enabled.type,parentSchema:schema52.properties.enabled,data:data27};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data26.default_scope !== undefined){
let data28 = data26.default_scope;
if(!(((data28 === "agent") || (data28 === "workflow")) || (data28 === "node"))){
const err45 = {instancePath:instancePath+"/memory/default_scope",schemaPath:"#/$defs/memory/properties/default_scope/enum",keyword:"enum",params:{allowedValues: schema52.properties.default_scope.enum},message:"must be equal to one of the allowed values",schema:schema52.properties.default_scope.enum,parentSchema:schema52.properties.default_scope,data:data28};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
var props0 = {};
props0.enabled = true;
props0.default_scope = true;
for(const key5 in data26){
if(pattern4.test(key5)){
props0[key5] = true;
}
}
}
else {
const err46 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/memory/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema52.type,parentSchema:schema52,data:data26};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.gates !== undefined){
let data29 = data.gates;
if(!data29 || typeof data29 != "object"){
const err47 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/type",keyword:"type",params:{type: schema73.properties.gates.type},message:"must be object,array",schema:schema73.properties.gates.type,parentSchema:schema73.properties.gates,data:data29};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(Array.isArray(data29)){
const len0 = data29.length;
for(let i0=0; i0<len0; i0++){
let data30 = data29[i0];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name !== undefined){
let data31 = data30.name;
if(typeof data31 === "string"){
if(func2(data31) < 1){
const err48 = {instancePath:instancePath+"/gates/" + i0+"/name",schemaPath:"#/$defs/gate/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema80.properties.name,data:data31};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/gates/" + i0+"/name",schemaPath:"#/$defs/gate/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.name.type,parentSchema:schema80.properties.name,data:data31};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data30.metric !== undefined){
let data32 = data30.metric;
if(typeof data32 !== "string"){
const err50 = {instancePath:instancePath+"/gates/" + i0+"/metric",schemaPath:"#/$defs/gate/properties/metric/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.metric.type,parentSchema:schema80.properties.metric,data:data32};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data30.min !== undefined){
let data33 = data30.min;
if(!(typeof data33 == "number")){
const err51 = {instancePath:instancePath+"/gates/" + i0+"/min",schemaPath:"#/$defs/gate/properties/min/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.min.type,parentSchema:schema80.properties.min,data:data33};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data30.max !== undefined){
let data34 = data30.max;
if(!(typeof data34 == "number")){
const err52 = {instancePath:instancePath+"/gates/" + i0+"/max",schemaPath:"#/$defs/gate/properties/max/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.max.type,parentSchema:schema80.properties.max,data:data34};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data30.threshold !== undefined){
let data35 = data30.threshold;
if(!(typeof data35 == "number")){
const err53 = {instancePath:instancePath+"/gates/" + i0+"/threshold",schemaPath:"#/$defs/gate/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.threshold.type,parentSchema:schema80.properties.threshold,data:data35};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data30.min_threshold !== undefined){
let data36 = data30.min_threshold;
if(!(typeof data36 == "number")){
const err54 = {instancePath:instancePath+"/gates/" + i0+"/min_threshold",schemaPath:"#/$defs/gate/properties/min_threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.min_threshold.type,parentSchema:schema80.properties.min_threshold,data:data36};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data30.max_threshold !== undefined){
let data37 = data30.max_threshold;
if(!(typeof data37 == "number")){
const err55 = {instancePath:instancePath+"/gates/" + i0+"/max_threshold",schemaPath:"#/$defs/gate/properties/max_threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.max_threshold.type,parentSchema:schema80.properties.max_threshold,data:data37};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data30.action !== undefined){
let data38 = data30.action;
if(typeof data38 !== "string"){
const err56 = {instancePath:instancePath+"/gates/" + i0+"/action",schemaPath:"#/$defs/gate/properties/action/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.action.type,parentSchema:schema80.properties.action,data:data38};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data30.enabled !== undefined){
let data39 = data30.enabled;
if(typeof data39 !== "boolean"){
const err57 = {instancePath:instancePath+"/gates/" + i0+"/enabled",schemaPath:"#/$defs/gate/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema80.properties.enabled.type,parentSchema:schema80.properties.enabled,data:data39};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
else {
const err58 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema80.type,parentSchema:schema80,data:data30};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.gates !== undefined){
let data40 = data29.gates;
if(Array.isArray(data40)){
const len1 = data40.length;
for(let i1=0; i1<len1; i1++){
let data41 = data40[i1];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.name !== undefined){
let data42 = data41.name;
if(typeof data42 === "string"){
if(func2(data42) < 1){
const err59 = {instancePath:instancePath+"/gates/gates/" + i1+"/name",schemaPath:"#/$defs/gate/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema80.properties.name,data:data42};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/gates/gates/" + i1+"/name",schemaPath:"#/$defs/gate/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.name.type,parentSchema:schema80.properties.name,data:data42};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data41.metric !== undefined){
let data43 = data41.metric;
if(typeof data43 !== "string"){
const err61 = {instancePath:instancePath+"/gates/gates/" + i1+"/metric",schemaPath:"#/$defs/gate/properties/metric/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.metric.type,parentSchema:schema80.properties.metric,data:data43};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data41.min !== undefined){
let data44 = data41.min;
if(!(typeof data44 == "number")){
const err62 = {instancePath:instancePath+"/gates/gates/" + i1+"/min",schemaPath:"#/$defs/gate/properties/min/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.min.type,parentSchema:schema80.properties.min,data:data44};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data41.max !== undefined){
let data45 = data41.max;
if(!(typeof data45 == "number")){
const err63 = {instancePath:instancePath+"/gates/gates/" + i1+"/max",schemaPath:"#/$defs/gate/properties/max/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.max.type,parentSchema:schema80.properties.max,data:data45};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data41.threshold !== undefined){
let data46 = data41.threshold;
if(!(typeof data46 == "number")){
const err64 = {instancePath:instancePath+"/gates/gates/" + i1+"/threshold",schemaPath:"#/$defs/gate/properties/threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.threshold.type,parentSchema:schema80.properties.threshold,data:data46};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data41.min_threshold !== undefined){
let data47 = data41.min_threshold;
if(!(typeof data47 == "number")){
const err65 = {instancePath:instancePath+"/gates/gates/" + i1+"/min_threshold",schemaPath:"#/$defs/gate/properties/min_threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.min_threshold.type,parentSchema:schema80.properties.min_threshold,data:data47};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data41.max_threshold !== undefined){
let data48 = data41.max_threshold;
if(!(typeof data48 == "number")){
const err66 = {instancePath:instancePath+"/gates/gates/" + i1+"/max_threshold",schemaPath:"#/$defs/gate/properties/max_threshold/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.max_threshold.type,parentSchema:schema80.properties.max_threshold,data:data48};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data41.action !== undefined){
let data49 = data41.action;
if(typeof data49 !== "string"){
const err67 = {instancePath:instancePath+"/gates/gates/" + i1+"/action",schemaPath:"#/$defs/gate/properties/action/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.action.type,parentSchema:schema80.properties.action,data:data49};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data41.enabled !== undefined){
let data50 = data41.enabled;
if(typeof data50 !== "boolean"){
const err68 = {instancePath:instancePath+"/gates/gates/" + i1+"/enabled",schemaPath:"#/$defs/gate/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema80.properties.enabled.type,parentSchema:schema80.properties.enabled,data:data50};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/gates/gates/" + i1,schemaPath:"#/$defs/gate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema80.type,parentSchema:schema80,data:data41};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/gates/gates",schemaPath:"#/properties/gates/properties/gates/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema73.properties.gates.properties.gates.type,parentSchema:schema73.properties.gates.properties.gates,data:data40};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data29.on_fail !== undefined){
let data51 = data29.on_fail;
if(typeof data51 !== "string"){
const err71 = {instancePath:instancePath+"/gates/on_fail",schemaPath:"#/properties/gates/properties/on_fail/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema73.properties.gates.properties.on_fail.type,parentSchema:schema73.properties.gates.properties.on_fail,data:data51};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
}
if(data.ab_test !== undefined){
let data52 = data.ab_test;
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.enabled !== undefined){
let data53 = data52.enabled;
if(typeof data53 !== "boolean"){
const err72 = {instancePath:instancePath+"/ab_test/enabled",schemaPath:"#/$defs/abTest/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema82.properties.enabled.type,parentSchema:schema82.properties.enabled,data:data53};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data52.experiment !== undefined){
let data54 = data52.experiment;
if(typeof data54 !== "string"){
const err73 = {instancePath:instancePath+"/ab_test/experiment",schemaPath:"#/$defs/abTest/properties/experiment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.experiment.type,parentSchema:schema82.properties.experiment,data:data54};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data52.run_count !== undefined){
let data55 = data52.run_count;
if(!((typeof data55 == "number") && (!(data55 % 1) && !isNaN(data55)))){
const err74 = {instancePath:instancePath+"/ab_test/run_count",schemaPath:"#/$defs/abTest/properties/run_count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema82.properties.run_count.type,parentSchema:schema82.properties.run_count,data:data55};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(typeof data55 == "number"){
if(data55 > 10 || isNaN(data55)){
const err75 = {instancePath:instancePath+"/ab_test/run_count",schemaPath:"#/$defs/abTest/properties/run_count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10},message:"must be <= 10",schema:10,parentSchema:schema82.properties.run_count,data:data55};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data55 < 1 || isNaN(data55)){
const err76 = {instancePath:instancePath+"/ab_test/run_count",schemaPath:"#/$defs/abTest/properties/run_count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema82.properties.run_count,data:data55};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
if(data52.variants !== undefined){
let data56 = data52.variants;
if(Array.isArray(data56)){
if(data56.length < 1){
const err77 = {instancePath:instancePath+"/ab_test/variants",schemaPath:"#/$defs/abTest/properties/variants/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema82.properties.variants,data:data56};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len2 = data56.length;
for(let i2=0; i2<len2; i2++){
let data57 = data56[i2];
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
if(data57.name === undefined){
const err78 = {instancePath:instancePath+"/ab_test/variants/" + i2,schemaPath:"#/$defs/abTest/properties/variants/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema82.properties.variants.items.required,parentSchema:schema82.properties.variants.items,data:data57};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data57.prompt === undefined){
const err79 = {instancePath:instancePath+"/ab_test/variants/" + i2,schemaPath:"#/$defs/abTest/properties/variants/items/required",keyword:"required",params:{missingProperty: "prompt"},message:"must have required property '"+"prompt"+"'",schema:schema82.properties.variants.items.required,parentSchema:schema82.properties.variants.items,data:data57};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data57.name !== undefined){
let data58 = data57.name;
if(typeof data58 !== "string"){
const err80 = {instancePath:instancePath+"/ab_test/variants/" + i2+"/name",schemaPath:"#/$defs/abTest/properties/variants/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.variants.items.properties.name.type,parentSchema:schema82.properties.variants.items.properties.name,data:data58};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data57.prompt !== undefined){
let data59 = data57.prompt;
if(typeof data59 !== "string"){
const err81 = {instancePath:instancePath+"/ab_test/variants/" + i2+"/prompt",schemaPath:"#/$defs/abTest/properties/variants/items/properties/prompt/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.variants.items.properties.prompt.type,parentSchema:schema82.properties.variants.items.properties.prompt,data:data59};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data57.node_id !== undefined){
let data60 = data57.node_id;
if(typeof data60 !== "string"){
const err82 = {instancePath:instancePath+"/ab_test/variants/" + i2+"/node_id",schemaPath:"#/$defs/abTest/properties/variants/items/properties/node_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.variants.items.properties.node_id.type,parentSchema:schema82.properties.variants.items.properties.node_id,data:data60};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/ab_test/variants/" + i2,schemaPath:"#/$defs/abTest/properties/variants/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema82.properties.variants.items.type,parentSchema:schema82.properties.variants.items,data:data57};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/ab_test/variants",schemaPath:"#/$defs/abTest/properties/variants/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.properties.variants.type,parentSchema:schema82.properties.variants,data:data56};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
else {
const err85 = {instancePath:instancePath+"/ab_test",schemaPath:"#/$defs/abTest/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema82.type,parentSchema:schema82,data:data52};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema73.type,parentSchema:schema73,data};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:configurable-agents:flow:1.0" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema_version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema_version"},message:"must have required property '"+"schema_version"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.flow === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "flow"},message:"must have required property '"+"flow"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.state === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.nodes === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "nodes"},message:"must have required property '"+"nodes"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.edges === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "edges"},message:"must have required property '"+"edges"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema31.properties, key0)) || (pattern4.test(key0)))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.schema_version !== undefined){
let data0 = data.schema_version;
if("1.0" !== data0){
const err6 = {instancePath:instancePath+"/schema_version",schemaPath:"#/properties/schema_version/const",keyword:"const",params:{allowedValue: "1.0"},message:"must be equal to constant",schema:"1.0",parentSchema:schema31.properties.schema_version,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.flow !== undefined){
let data1 = data.flow;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.name === undefined){
const err7 = {instancePath:instancePath+"/flow",schemaPath:"#/$defs/flow/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema32.required,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data1){
if(!((((((key1 === "name") || (key1 === "description")) || (key1 === "version")) || (key1 === "tags")) || (key1 === "author")) || (pattern4.test(key1)))){
const err8 = {instancePath:instancePath+"/flow",schemaPath:"#/$defs/flow/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.name !== undefined){
let data2 = data1.name;
if(typeof data2 === "string"){
if(!pattern6.test(data2)){
const err9 = {instancePath:instancePath+"/flow/name",schemaPath:"#/$defs/flow/properties/name/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\"",schema:"\\S",parentSchema:schema32.properties.name,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/flow/name",schemaPath:"#/$defs/flow/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.name.type,parentSchema:schema32.properties.name,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data1.description !== undefined){
let data3 = data1.description;
if(typeof data3 !== "string"){
const err11 = {instancePath:instancePath+"/flow/description",schemaPath:"#/$defs/flow/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.description.type,parentSchema:schema32.properties.description,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.version !== undefined){
let data4 = data1.version;
if((typeof data4 !== "string") && (!(typeof data4 == "number"))){
const err12 = {instancePath:instancePath+"/flow/version",schemaPath:"#/$defs/flow/properties/version/type",keyword:"type",params:{type: schema32.properties.version.type},message:"must be string,number",schema:schema32.properties.version.type,parentSchema:schema32.properties.version,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.tags !== undefined){
let data5 = data1.tags;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 !== "string"){
const err13 = {instancePath:instancePath+"/flow/tags/" + i0,schemaPath:"#/$defs/flow/properties/tags/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.tags.items.type,parentSchema:schema32.properties.tags.items,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/flow/tags",schemaPath:"#/$defs/flow/properties/tags/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema32.properties.tags.type,parentSchema:schema32.properties.tags,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data1.author !== undefined){
let data7 = data1.author;
if(typeof data7 !== "string"){
const err15 = {instancePath:instancePath+"/flow/author",schemaPath:"#/$defs/flow/properties/author/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.author.type,parentSchema:schema32.properties.author,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/flow",schemaPath:"#/$defs/flow/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema32.type,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.state !== undefined){
if(!(validate21(data.state, {instancePath:instancePath+"/state",parentData:data,parentDataProperty:"state",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.nodes !== undefined){
let data9 = data.nodes;
if(Array.isArray(data9)){
if(data9.length < 1){
const err17 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.nodes,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
if(!(validate27(data9[i1], {instancePath:instancePath+"/nodes/" + i1,parentData:data9,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err18 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nodes.type,parentSchema:schema31.properties.nodes,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.edges !== undefined){
let data11 = data.edges;
if(Array.isArray(data11)){
if(data11.length < 1){
const err19 = {instancePath:instancePath+"/edges",schemaPath:"#/properties/edges/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.edges,data:data11};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
if(!(validate37(data11[i2], {instancePath:instancePath+"/edges/" + i2,parentData:data11,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
else {
const err20 = {instancePath:instancePath+"/edges",schemaPath:"#/properties/edges/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.edges.type,parentSchema:schema31.properties.edges,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.config !== undefined){
if(!(validate48(data.config, {instancePath:instancePath+"/config",parentData:data,parentDataProperty:"config",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
if(data.observability !== undefined){
if(!(validate49(data.observability, {instancePath:instancePath+"/observability",parentData:data,parentDataProperty:"observability",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
}
if(data.optimization !== undefined){
let data15 = data.optimization;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.enabled !== undefined){
let data16 = data15.enabled;
if(typeof data16 !== "boolean"){
const err21 = {instancePath:instancePath+"/optimization/enabled",schemaPath:"#/$defs/optimization/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema83.properties.enabled.type,parentSchema:schema83.properties.enabled,data:data16};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data15.strategy !== undefined){
let data17 = data15.strategy;
if(typeof data17 !== "string"){
const err22 = {instancePath:instancePath+"/optimization/strategy",schemaPath:"#/$defs/optimization/properties/strategy/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema83.properties.strategy.type,parentSchema:schema83.properties.strategy,data:data17};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data15.metric !== undefined){
let data18 = data15.metric;
if(typeof data18 !== "string"){
const err23 = {instancePath:instancePath+"/optimization/metric",schemaPath:"#/$defs/optimization/properties/metric/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema83.properties.metric.type,parentSchema:schema83.properties.metric,data:data18};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data15.max_demos !== undefined){
let data19 = data15.max_demos;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
const err24 = {instancePath:instancePath+"/optimization/max_demos",schemaPath:"#/$defs/optimization/properties/max_demos/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema83.properties.max_demos.type,parentSchema:schema83.properties.max_demos,data:data19};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(typeof data19 == "number"){
if(data19 < 1 || isNaN(data19)){
const err25 = {instancePath:instancePath+"/optimization/max_demos",schemaPath:"#/$defs/optimization/properties/max_demos/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema83.properties.max_demos,data:data19};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
else {
const err26 = {instancePath:instancePath+"/optimization",schemaPath:"#/$defs/optimization/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema83.type,parentSchema:schema83,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.memory !== undefined){
let data20 = data.memory;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.enabled !== undefined){
let data21 = data20.enabled;
if(typeof data21 !== "boolean"){
const err27 = {instancePath:instancePath+"/memory/enabled",schemaPath:"#/$defs/memory/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema52.properties.enabled.type,parentSchema:schema52.properties.enabled,data:data21};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data20.default_scope !== undefined){
let data22 = data20.default_scope;
if(!(((data22 === "agent") || (data22 === "workflow")) || (data22 === "node"))){
const err28 = {instancePath:instancePath+"/memory/default_scope",schemaPath:"#/$defs/memory/properties/default_scope/enum",keyword:"enum",params:{allowedValues: schema52.properties.default_scope.enum},message:"must be equal to one of the allowed values",schema:schema52.properties.default_scope.enum,parentSchema:schema52.properties.default_scope,data:data22};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
var props0 = {};
props0.enabled = true;
props0.default_scope = true;
for(const key2 in data20){
if(pattern4.test(key2)){
props0[key2] = true;
}
}
}
else {
const err29 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/memory/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema52.type,parentSchema:schema52,data:data20};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.webhook !== undefined){
let data23 = data.webhook;
if(!(data23 && typeof data23 == "object" && !Array.isArray(data23))){
const err30 = {instancePath:instancePath+"/webhook",schemaPath:"#/properties/webhook/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.webhook.type,parentSchema:schema31.properties.webhook,data:data23};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

