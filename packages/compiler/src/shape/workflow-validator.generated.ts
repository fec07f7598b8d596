// @ts-nocheck
// Made by `npm run build:validator` from schema/workflow.schema.json, by ajv. Not to be edited.
import { createRequire } from 'node:module';
import type { WorkflowValidator } from './shape.ts';
const load = createRequire(import.meta.url);
export const validateWorkflow: WorkflowValidator = validate20;


const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:configurable-agents:workflow:1","title":"Workflow (native dialect)","description":"A configurable-agents workflow file without schema_version.","type":"object","required":["nodes"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"maxLength":100,"description":"Default is the file's name."},"description":{"type":"string","description":"What the workflow is for."},"version":{"type":["string","number"],"description":"The author's label. It has no effect."},"state":{"$ref":"#/$defs/state"},"inputs":{"type":"array","items":{"$ref":"#/$defs/name"},"description":"Fields that are inputs. Default is every field that no node writes."},"triggers":{"type":"array","items":{"$ref":"#/$defs/trigger"},"description":"What starts runs."},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/node"},"description":"Units of work, in this order where edges are absent."},"edges":{"type":"array","items":{"$ref":"#/$defs/edge"},"description":"Order and routes. Without this key the nodes run as listed."},"result":{"description":"The run's result. Default is that of the exit that completed."},"execution":{"$ref":"#/$defs/execution"},"observability":{"$ref":"#/$defs/observability"},"tests":{"type":"array","items":{"$ref":"#/$defs/test"},"description":"Cases for the test command."}},"$defs":{"name":{"description":"Letters, digits, underscores; not a reserved word.","type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},"alias":{"description":"Letters, digits, underscores.","type":"string","maxLength":64,"pattern":"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},"duration":{"description":"250ms, 30s, 1h30m, ISO 8601 such as PT30S, or a number of seconds.","type":["string","number"],"minimum":0,"pattern":"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},"condition":{"description":"A CEL condition; ${{ }} around it is accepted.","type":["string","boolean"],"minLength":1},"template":{"description":"Text with {placeholders} and ${{ expressions }}.","type":"string"},"target":{"description":"A node, several nodes, or END.","type":["string","array"],"minLength":1,"minItems":1,"items":{"type":"string"}},"jsonSchema":{"description":"A JSON Schema (2020-12).","type":["object","boolean"],"properties":{"type":{"description":"JSON type, or a list of types.","type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/jsonType"},"else":{"minItems":1,"items":{"$ref":"#/$defs/jsonType"}}},"$ref":{"type":"string","pattern":"^#(?:/schemas/|/\\$defs/|$)","description":"#/schemas/NAME, or #/$defs/NAME of this schema."},"$defs":{"$ref":"#/$defs/schemaMap"},"properties":{"$ref":"#/$defs/schemaMap"},"patternProperties":{"$ref":"#/$defs/schemaMap"},"additionalProperties":{"$ref":"#/$defs/jsonSchema"},"items":{"$ref":"#/$defs/jsonSchema"},"not":{"$ref":"#/$defs/jsonSchema"},"if":{"$ref":"#/$defs/jsonSchema"},"then":{"$ref":"#/$defs/jsonSchema"},"else":{"$ref":"#/$defs/jsonSchema"},"prefixItems":{"$ref":"#/$defs/schemaList"},"allOf":{"$ref":"#/$defs/schemaList"},"anyOf":{"$ref":"#/$defs/schemaList"},"oneOf":{"$ref":"#/$defs/schemaList"},"required":{"type":"array","items":{"type":"string"},"description":"Properties that must be present."},"enum":{"type":"array","minItems":1,"description":"The values allowed."},"minimum":{"type":"number"},"maximum":{"type":"number"},"minLength":{"type":"integer","minimum":0},"maxLength":{"type":"integer","minimum":0},"minItems":{"type":"integer","minimum":0},"maxItems":{"type":"integer","minimum":0},"pattern":{"type":"string","format":"regex"}}},"jsonType":{"enum":["string","integer","number","boolean","array","object","null"]},"schemaMap":{"type":"object","additionalProperties":{"$ref":"#/$defs/jsonSchema"},"description":"Schemas by name."},"schemaList":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/jsonSchema"},"description":"A list of schemas."},"objectSchema":{"description":"A JSON Schema of an object.","$ref":"#/$defs/jsonSchema","type":"object"},"state":{"description":"JSON Schema of the run's state; each property is a field.","$ref":"#/$defs/jsonSchema","type":"object","properties":{"type":{"const":"object"},"properties":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":["object","boolean"],"properties":{"default":{"description":"Value before any write; it makes an input optional."},"reduce":{"description":"append, merge, sum, max, min, last, or CEL over old and new.","type":"string","pattern":"^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b"}}}}}},"llmObject":{"type":"object","description":"Provider, model and parameters.","additionalProperties":false,"properties":{"provider":{"type":"string","description":"The provider: echo, or a plugin's."},"model":{"type":"string","description":"The provider's model."},"temperature":{"type":"number","minimum":0,"maximum":2,"description":"Sampling temperature."},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Nucleus sampling."},"top_k":{"type":"integer","minimum":1,"description":"Likeliest tokens considered."},"max_tokens":{"type":"integer","minimum":1,"description":"Most output tokens."},"stop":{"type":"array","maxItems":16,"items":{"type":"string"},"description":"Texts that end the answer."},"seed":{"type":"integer","description":"Seed where the provider has one."},"presence_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty for tokens that occurred."},"frequency_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty by frequency."},"reasoning":{"enum":["none","low","medium","high"],"description":"Reasoning effort."},"options":{"type":"object","description":"The provider's own options."}},"required":["provider","model"]},"errorClass":{"enum":["error","timeout","rate_limit","unavailable","invalid_output","refused","auth","bad_request","not_found"],"description":"Class of a failure."},"retry":{"description":"Attempts after a failure; a number is max_attempts.","type":["object","integer"],"minimum":1,"maximum":100,"required":["max_attempts"],"additionalProperties":false,"properties":{"max_attempts":{"type":"integer","minimum":1,"maximum":100,"description":"All attempts."},"initial":{"$ref":"#/$defs/duration","default":"1s","description":"First wait."},"factor":{"type":"number","minimum":1,"maximum":10,"default":2,"description":"Growth of the wait."},"max":{"$ref":"#/$defs/duration","default":"60s","description":"Longest wait."},"jitter":{"type":"boolean","default":true,"description":"Full jitter."},"retry_on":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/errorClass"},"description":"Default is every retryable failure."}}},"node":{"type":"object","description":"One unit of work.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"$ref":"#/$defs/name","description":"Unique; also names the result."},"description":{"type":"string","description":"What the node is for."},"uses":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$","description":"Action: http, set, wait, approval, or PLUGIN.NAME."},"with":{"type":"object","description":"Inputs by the action's schema."},"when":{"$ref":"#/$defs/condition","default":true,"description":"False: skipped, and the run goes on."},"outputs":{"description":"State to write; properties, or a map of field to source.","type":["array","object"],"minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/name"},"minProperties":1,"propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"string","description":"A property path of the output, such as items[0].title."}},"output_schema":{"$ref":"#/$defs/jsonSchema","description":"What the node's output is."},"for_each":{"$ref":"#/$defs/forEach"},"retry":{"$ref":"#/$defs/retry"},"timeout":{"$ref":"#/$defs/duration","description":"Limit of one attempt."},"on_error":{"$ref":"#/$defs/onError"},"on_unknown":{"enum":["retry","fail"],"description":"After a crash."},"join":{"enum":["all","any"],"default":"all","description":"Incoming edges to wait for."},"losers":{"enum":["cancel","finish"],"default":"cancel","description":"With join: any, what the slower branches do."},"entry":{"type":"boolean","default":false,"description":"Starts with the run and needs no edge."},"finally":{"type":"boolean","default":false,"description":"Runs at the end whatever happened."},"prompt":{"minLength":1,"description":"The last user turn; makes an LLM node.","type":"string"},"llm":{"$ref":"#/$defs/llmObject"},"code":{"type":"string","minLength":1,"description":"JavaScript; braces in it are never read."},"memory":{"$ref":"#/$defs/size","default":"64MB","description":"Memory limit of the code."},"workflow":{"type":"string","minLength":1,"description":"./file.yaml, or a registered name; its inputs are `with`."},"wait":{"type":"boolean","default":true,"description":"Whether a sub-workflow's end is awaited."}},"allOf":[{"if":{"required":["prompt"]},"then":{"required":["llm"],"properties":{"uses":{"const":"llm"},"with":false,"workflow":false,"code":false}},"else":{"properties":{"llm":false}}},{"if":{"not":{"anyOf":[{"required":["prompt"]},{"required":["code"]},{"required":["workflow"]}]}},"then":{"required":["uses"]}},{"if":{"required":["uses"],"properties":{"uses":{"const":"llm"}}},"then":{"required":["prompt"]}},{"if":{"anyOf":[{"required":["code"]},{"required":["uses"],"properties":{"uses":{"const":"code"}}}]},"then":{"required":["code"],"properties":{"uses":{"const":"code"},"workflow":false}},"else":{"properties":{"memory":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"set"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false}}},{"if":{"anyOf":[{"required":["workflow"]},{"required":["uses"],"properties":{"uses":{"const":"workflow"}}}]},"then":{"required":["workflow"],"properties":{"uses":{"const":"workflow"},"output_schema":false,"retry":false}},"else":{"properties":{"wait":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"trigger_workflow"}}},"then":{"required":["with"],"properties":{"with":{"type":"object","required":["workflow"],"additionalProperties":false,"properties":{"workflow":{"$ref":"#/$defs/workflowName"},"inputs":{"type":"object","description":"The inputs of the run."}}},"output_schema":false,"retry":false,"timeout":false}}},{"if":{"required":["workflow","wait"],"properties":{"wait":{"const":false}}},"then":{"properties":{"timeout":false,"workflow":{"$ref":"#/$defs/workflowName"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"wait"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/wait"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"approval"}}},"then":{"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/approval"}}}},{"if":{"required":["finally"],"properties":{"finally":{"const":true}}},"then":{"properties":{"join":false,"losers":false,"entry":false,"for_each":false,"on_error":{"type":"string"}}}},{"if":{"required":["losers"]},"then":{"required":["join"],"properties":{"join":{"const":"any"}}}}]},"edge":{"type":"object","description":"Order between nodes.","required":["from"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"from":{"$ref":"#/$defs/target","description":"One or more nodes, or START."},"to":{"$ref":"#/$defs/target"},"routes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/route"},"description":"The first that holds is taken."}},"if":{"required":["routes"]},"then":{"properties":{"to":false,"from":{"type":"string"}}},"else":{"required":["to"]}},"trigger":{"type":"object","description":"What starts a run.","required":["uses"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"uses":{"type":"string","description":"generic, schedule, manual, or a plugin's."},"name":{"$ref":"#/$defs/name","description":"Name for the configuration."},"enabled":{"type":"boolean","default":true,"description":"False closes this way in."},"events":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[A-Za-z0-9_*.:-]+$"},"description":"Event types that start a run."},"when":{"$ref":"#/$defs/condition","default":true},"inputs":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"description":"The run's inputs; templates over event."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the event must be."},"with":{"type":"object","description":"Configuration of a plugin's trigger."},"require_id":{"type":"boolean","default":false,"description":"Refuse deliveries without an id."},"cron":{"type":"string","minLength":1,"description":"Minute, hour, day, month, weekday."},"every":{"$ref":"#/$defs/duration","description":"A fixed interval."},"timezone":{"type":"string","minLength":1,"default":"UTC","description":"IANA time zone."},"catch_up":{"enum":["none","last","all"],"default":"last","description":"Slots missed while down."},"overlap":{"enum":["allow","skip","queue","cancel"],"default":"allow","description":"When the last run is still open."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"debounce":{"$ref":"#/$defs/debounce"},"singleton":{"type":"boolean","default":false,"description":"No second run while one is open."},"priority":{"$ref":"#/$defs/priority"}},"allOf":[{"if":{"properties":{"uses":{"const":"schedule"}}},"then":{"properties":{"events":false,"schema":false,"with":false},"if":{"required":["every"]},"then":{"properties":{"cron":false}},"else":{"required":["cron"]}},"else":{"properties":{"cron":false,"every":false,"timezone":false,"catch_up":false,"overlap":false}}},{"if":{"properties":{"uses":{"enum":["github","stripe","slack"]}}},"then":{"properties":{"with":false,"schema":false}}},{"if":{"properties":{"uses":{"const":"manual"}}},"then":{"properties":{"events":false,"inputs":false,"schema":false,"with":false}}},{"if":{"properties":{"uses":{"const":"generic"}}},"then":{"properties":{"events":false,"with":false}},"else":{"properties":{"require_id":false}}},{"if":{"properties":{"uses":{"const":"standard"}}},"then":{"properties":{"with":false}}},{"if":{"required":["singleton"],"properties":{"singleton":{"const":true}}},"then":{"properties":{"concurrency":false}}}]},"enabled":{"type":"boolean","default":true,"description":"Off keeps the settings."},"capture":{"enum":["all","metadata"],"description":"Whether contents are sent."},"textMap":{"type":"object","additionalProperties":{"type":["string","number","boolean"]},"description":"Names and values."},"observability":{"type":"object","description":"Trackers. Other keys name a plugin's.","patternProperties":{"^x-":true},"additionalProperties":{"type":"object"},"properties":{"mlflow":{"$ref":"#/$defs/mlflow"},"otel":{"$ref":"#/$defs/otel"},"console":{"type":"object","description":"Lines on standard error.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"level":{"enum":["debug","info","warn","error"],"default":"info","description":"Least level shown."}}}}},"mlflow":{"type":"object","description":"MLflow tracking.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"experiment_name":{"type":"string","maxLength":500,"description":"Default is the workflow's name."},"run_name":{"$ref":"#/$defs/template","minLength":1,"description":"Default is the workflow's name with a part of the run's id."},"tags":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"all"}}},"workflowName":{"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$","description":"the name of a registered workflow"},"size":{"description":"A number of bytes, or with a unit such as 64MB.","type":["string","integer"],"minimum":1,"pattern":"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"},"list":{"description":"A list, or text that is one ${{ expression }}.","type":["array","string"],"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},"forEach":{"description":"One execution for each item of a list.","type":"object","required":["in"],"additionalProperties":false,"properties":{"in":{"$ref":"#/$defs/list"},"as":{"$ref":"#/$defs/alias","default":"item","description":"Name of the item."},"index_as":{"$ref":"#/$defs/alias","default":"index","description":"Name of the index; it counts from 0."},"max_parallel":{"type":"integer","minimum":1,"maximum":1000,"default":1,"description":"Items that run at once."},"max_items":{"type":"integer","minimum":1,"maximum":100000,"default":1000,"description":"A longer list fails the node."},"on_item_error":{"enum":["fail","continue","collect"],"default":"fail","description":"What a failed item does."}}},"onError":{"description":"fail, continue, or another node to go to.","default":"fail","type":["string","object"],"required":["to"],"additionalProperties":false,"properties":{"to":{"type":"string","description":"Node that takes over."}},"if":{"type":"string"},"then":{"enum":["fail","continue"]}},"route":{"type":"object","description":"A way on; the last has no condition.","required":["to"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"when":{"$ref":"#/$defs/condition"},"to":{"$ref":"#/$defs/target"},"max_iterations":{"type":"integer","minimum":1,"maximum":10000,"description":"How often the loop runs in all."},"on_limit":{"type":"string","description":"Where to go at the bound: a node or END."}},"dependentRequired":{"on_limit":["max_iterations"]}},"wait":{"type":"object","description":"A wait for a time or a signal.","minProperties":1,"additionalProperties":false,"properties":{"duration":{"type":["string","number"],"description":"How long from now; may be a template."},"until":{"$ref":"#/$defs/template","description":"A point in time (RFC 3339) or a timestamp."},"signal":{"$ref":"#/$defs/alias","description":"Name of the signal; its payload is the output."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the payload must be."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the signal."},"default":{"description":"Payload when time is up."}},"allOf":[{"if":{"required":["duration"]},"then":{"properties":{"until":false,"signal":false}}},{"if":{"required":["until"]},"then":{"properties":{"signal":false}}},{"if":{"required":["signal"]},"then":{},"else":{"properties":{"schema":false,"timeout":false,"default":false}}}]},"approval":{"type":"object","description":"A question.","additionalProperties":false,"properties":{"message":{"$ref":"#/$defs/template","description":"Shown to who answers."},"show":{"type":"object","description":"Values shown beside the message."},"form":{"$ref":"#/$defs/objectSchema","description":"What is asked."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the answer."},"default":{"type":"object","description":"The answer when time is up."}}},"execution":{"type":"object","description":"Limits of a run.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"timeout":{"$ref":"#/$defs/duration","description":"Limit of the run."},"on_failure":{"enum":["cancel","drain"],"default":"cancel","description":"What running nodes do when one failed."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"priority":{"$ref":"#/$defs/priority"}}},"concurrency":{"type":"object","description":"Open runs.","required":["limit"],"additionalProperties":false,"properties":{"key":{"$ref":"#/$defs/template","description":"Runs are counted by this."},"limit":{"type":"integer","minimum":1,"description":"Open runs for one key."},"on_conflict":{"enum":["queue","skip","cancel"],"default":"queue","description":"What a further run does."}}},"rateLimit":{"type":"object","description":"Starts in a period.","required":["limit","period"],"additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"description":"Starts for one key."},"period":{"$ref":"#/$defs/duration","description":"The period, which slides."},"key":{"$ref":"#/$defs/template","description":"Starts are counted by this."},"on_conflict":{"enum":["queue","skip"],"default":"queue","description":"What a further run does."}}},"debounce":{"type":"object","description":"Only the last of a burst starts a run.","required":["period"],"additionalProperties":false,"properties":{"period":{"$ref":"#/$defs/duration","description":"Quiet time before the start."},"key":{"$ref":"#/$defs/template","description":"Bursts are told apart by this."},"max_wait":{"$ref":"#/$defs/duration","description":"Longest delay. Default is ten periods."}}},"priority":{"description":"Higher starts first; a number or one ${{ expression }}.","type":["integer","string"],"minimum":-100,"maximum":100,"default":0,"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},"otel":{"type":"object","description":"OpenTelemetry.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"service_name":{"type":"string","minLength":1,"default":"configurable-agents","description":"Name of the service."},"attributes":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"metadata"}}},"test":{"type":"object","description":"A case for the test command.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"description":"Unique."},"inputs":{"type":"object","description":"The run's inputs."},"trigger":{"type":"object","description":"A trigger's entry and its event, instead of inputs.","required":["name","event"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the entry."},"event":{"description":"The event's data."}}},"mocks":{"type":"object","description":"Outcomes of nodes, instead of running them.","additionalProperties":{"$ref":"#/$defs/mocks"}},"answers":{"type":"object","description":"Answers to approvals, by node.","additionalProperties":{"type":"object"}},"signals":{"type":"object","description":"Payloads of signals, by signal.","additionalProperties":{"type":"array"}},"expect":{"$ref":"#/$defs/expect"}},"dependentSchemas":{"trigger":{"properties":{"inputs":false}}}},"mocks":{"description":"An outcome, or a list of them by execution.","type":["object","array"],"minItems":1,"if":{"type":"array"},"then":{"items":{"$ref":"#/$defs/mock"}},"else":{"$ref":"#/$defs/mock"}},"mock":{"description":"`output`, or `error`.","type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"output":{"description":"What the node gives."},"error":{"type":"object","description":"How it fails.","required":["class"],"additionalProperties":false,"properties":{"class":{"$ref":"#/$defs/errorClass"},"message":{"type":"string","description":"What it says."}}}}},"expect":{"type":"object","description":"What must hold at the end.","additionalProperties":false,"properties":{"status":{"enum":["succeeded","failed","cancelled"],"default":"succeeded","description":"Status of the run."},"result":{"description":"The run's result."},"state":{"type":"object","description":"Fields and their values."},"visited":{"type":"array","items":{"type":"string"},"description":"Nodes that ran."},"not_visited":{"type":"array","items":{"type":"string"},"description":"Nodes that did not run."},"error":{"type":"string","description":"Code of the run's error."},"max_llm_calls":{"type":"integer","minimum":0,"description":"Most model calls."},"ignored":{"type":"boolean","description":"The trigger's condition was false."},"that":{"type":"array","items":{"$ref":"#/$defs/condition"},"description":"Conditions over state and results."}}}}};
const schema38 = {"description":"Letters, digits, underscores; not a reserved word.","type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"};
const func1 = Object.prototype.hasOwnProperty;
const func2 = load('ajv/dist/runtime/ucs2length.js').default;
const pattern4 = new RegExp("^x-", "u");
const pattern6 = new RegExp("^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$", "u");
const schema32 = {"description":"JSON Schema of the run's state; each property is a field.","$ref":"#/$defs/jsonSchema","type":"object","properties":{"type":{"const":"object"},"properties":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":["object","boolean"],"properties":{"default":{"description":"Value before any write; it makes an input optional."},"reduce":{"description":"append, merge, sum, max, min, last, or CEL over old and new.","type":"string","pattern":"^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b"}}}}}};
const schema33 = {"description":"A JSON Schema (2020-12).","type":["object","boolean"],"properties":{"type":{"description":"JSON type, or a list of types.","type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/jsonType"},"else":{"minItems":1,"items":{"$ref":"#/$defs/jsonType"}}},"$ref":{"type":"string","pattern":"^#(?:/schemas/|/\\$defs/|$)","description":"#/schemas/NAME, or #/$defs/NAME of this schema."},"$defs":{"$ref":"#/$defs/schemaMap"},"properties":{"$ref":"#/$defs/schemaMap"},"patternProperties":{"$ref":"#/$defs/schemaMap"},"additionalProperties":{"$ref":"#/$defs/jsonSchema"},"items":{"$ref":"#/$defs/jsonSchema"},"not":{"$ref":"#/$defs/jsonSchema"},"if":{"$ref":"#/$defs/jsonSchema"},"then":{"$ref":"#/$defs/jsonSchema"},"else":{"$ref":"#/$defs/jsonSchema"},"prefixItems":{"$ref":"#/$defs/schemaList"},"allOf":{"$ref":"#/$defs/schemaList"},"anyOf":{"$ref":"#/$defs/schemaList"},"oneOf":{"$ref":"#/$defs/schemaList"},"required":{"type":"array","items":{"type":"string"},"description":"Properties that must be present."},"enum":{"type":"array","minItems":1,"description":"The values allowed."},"minimum":{"type":"number"},"maximum":{"type":"number"},"minLength":{"type":"integer","minimum":0},"maxLength":{"type":"integer","minimum":0},"minItems":{"type":"integer","minimum":0},"maxItems":{"type":"integer","minimum":0},"pattern":{"type":"string","format":"regex"}}};
const schema34 = {"enum":["string","integer","number","boolean","array","object","null"]};
const pattern5 = new RegExp("^#(?:/schemas/|/\\$defs/|$)", "u");
const schema36 = {"type":"object","additionalProperties":{"$ref":"#/$defs/jsonSchema"},"description":"Schemas by name."};
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
for(const key0 in data){
if(!(wrapper0.validate(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema36.type,parentSchema:schema36,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema37 = {"type":"array","minItems":1,"items":{"$ref":"#/$defs/jsonSchema"},"description":"A list of schemas."};

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
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(wrapper0.validate(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema37.type,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


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
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema33.type},message:"must be object,boolean",schema:schema33.type,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data0 = data.type;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
const err1 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: schema33.properties.type.type},message:"must be string,array",schema:schema33.properties.type.type,parentSchema:schema33.properties.type,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const _errs3 = errors;
let valid1 = true;
const _errs4 = errors;
if(typeof data0 !== "string"){
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs4 === errors;
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs6 = errors;
if(!(((((((data0 === "string") || (data0 === "integer")) || (data0 === "number")) || (data0 === "boolean")) || (data0 === "array")) || (data0 === "object")) || (data0 === "null"))){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/jsonType/enum",keyword:"enum",params:{allowedValues: schema34.enum},message:"must be equal to one of the allowed values",schema:schema34.enum,parentSchema:schema34,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs6 === errors;
valid1 = _valid0;
ifClause0 = "then";
}
else {
const _errs8 = errors;
if(Array.isArray(data0)){
if(data0.length < 1){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/else/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.properties.type.else,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(!(((((((data1 === "string") || (data1 === "integer")) || (data1 === "number")) || (data1 === "boolean")) || (data1 === "array")) || (data1 === "object")) || (data1 === "null"))){
const err5 = {instancePath:instancePath+"/type/" + i0,schemaPath:"#/$defs/jsonType/enum",keyword:"enum",params:{allowedValues: schema34.enum},message:"must be equal to one of the allowed values",schema:schema34.enum,parentSchema:schema34,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
var _valid0 = _errs8 === errors;
valid1 = _valid0;
ifClause0 = "else";
}
if(!valid1){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema33.properties.type.if,parentSchema:schema33.properties.type,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.$ref !== undefined){
let data2 = data.$ref;
if(typeof data2 === "string"){
if(!pattern5.test(data2)){
const err7 = {instancePath:instancePath+"/$ref",schemaPath:"#/properties/%24ref/pattern",keyword:"pattern",params:{pattern: "^#(?:/schemas/|/\\$defs/|$)"},message:"must match pattern \""+"^#(?:/schemas/|/\\$defs/|$)"+"\"",schema:"^#(?:/schemas/|/\\$defs/|$)",parentSchema:schema33.properties.$ref,data:data2};
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
const err8 = {instancePath:instancePath+"/$ref",schemaPath:"#/properties/%24ref/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.$ref.type,parentSchema:schema33.properties.$ref,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.$defs !== undefined){
if(!(validate23(data.$defs, {instancePath:instancePath+"/$defs",parentData:data,parentDataProperty:"$defs",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.properties !== undefined){
if(!(validate23(data.properties, {instancePath:instancePath+"/properties",parentData:data,parentDataProperty:"properties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.patternProperties !== undefined){
if(!(validate23(data.patternProperties, {instancePath:instancePath+"/patternProperties",parentData:data,parentDataProperty:"patternProperties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.additionalProperties !== undefined){
if(!(wrapper0.validate(data.additionalProperties, {instancePath:instancePath+"/additionalProperties",parentData:data,parentDataProperty:"additionalProperties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
if(data.items !== undefined){
if(!(wrapper0.validate(data.items, {instancePath:instancePath+"/items",parentData:data,parentDataProperty:"items",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
if(data.not !== undefined){
if(!(wrapper0.validate(data.not, {instancePath:instancePath+"/not",parentData:data,parentDataProperty:"not",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
if(data.if !== undefined){
if(!(wrapper0.validate(data.if, {instancePath:instancePath+"/if",parentData:data,parentDataProperty:"if",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
if(data.then !== undefined){
if(!(wrapper0.validate(data.then, {instancePath:instancePath+"/then",parentData:data,parentDataProperty:"then",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
if(data.else !== undefined){
if(!(wrapper0.validate(data.else, {instancePath:instancePath+"/else",parentData:data,parentDataProperty:"else",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
}
if(data.prefixItems !== undefined){
if(!(validate27(data.prefixItems, {instancePath:instancePath+"/prefixItems",parentData:data,parentDataProperty:"prefixItems",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.allOf !== undefined){
if(!(validate27(data.allOf, {instancePath:instancePath+"/allOf",parentData:data,parentDataProperty:"allOf",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.anyOf !== undefined){
if(!(validate27(data.anyOf, {instancePath:instancePath+"/anyOf",parentData:data,parentDataProperty:"anyOf",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.oneOf !== undefined){
if(!(validate27(data.oneOf, {instancePath:instancePath+"/oneOf",parentData:data,parentDataProperty:"oneOf",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.required !== undefined){
let data16 = data.required;
if(Array.isArray(data16)){
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
let data17 = data16[i1];
if(typeof data17 !== "string"){
const err9 = {instancePath:instancePath+"/required/" + i1,schemaPath:"#/properties/required/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.required.items.type,parentSchema:schema33.properties.required.items,data:data17};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/required",schemaPath:"#/properties/required/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.required.type,parentSchema:schema33.properties.required,data:data16};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.enum !== undefined){
let data18 = data.enum;
if(Array.isArray(data18)){
if(data18.length < 1){
const err11 = {instancePath:instancePath+"/enum",schemaPath:"#/properties/enum/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.properties.enum,data:data18};
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
const err12 = {instancePath:instancePath+"/enum",schemaPath:"#/properties/enum/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.enum.type,parentSchema:schema33.properties.enum,data:data18};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.minimum !== undefined){
let data19 = data.minimum;
if(!(typeof data19 == "number")){
const err13 = {instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema33.properties.minimum.type,parentSchema:schema33.properties.minimum,data:data19};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.maximum !== undefined){
let data20 = data.maximum;
if(!(typeof data20 == "number")){
const err14 = {instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema33.properties.maximum.type,parentSchema:schema33.properties.maximum,data:data20};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.minLength !== undefined){
let data21 = data.minLength;
if(!((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21)))){
const err15 = {instancePath:instancePath+"/minLength",schemaPath:"#/properties/minLength/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.minLength.type,parentSchema:schema33.properties.minLength,data:data21};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data21 == "number"){
if(data21 < 0 || isNaN(data21)){
const err16 = {instancePath:instancePath+"/minLength",schemaPath:"#/properties/minLength/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.minLength,data:data21};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data.maxLength !== undefined){
let data22 = data.maxLength;
if(!((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22)))){
const err17 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.maxLength.type,parentSchema:schema33.properties.maxLength,data:data22};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data22 == "number"){
if(data22 < 0 || isNaN(data22)){
const err18 = {instancePath:instancePath+"/maxLength",schemaPath:"#/properties/maxLength/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.maxLength,data:data22};
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
if(data.minItems !== undefined){
let data23 = data.minItems;
if(!((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23)))){
const err19 = {instancePath:instancePath+"/minItems",schemaPath:"#/properties/minItems/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.minItems.type,parentSchema:schema33.properties.minItems,data:data23};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(typeof data23 == "number"){
if(data23 < 0 || isNaN(data23)){
const err20 = {instancePath:instancePath+"/minItems",schemaPath:"#/properties/minItems/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.minItems,data:data23};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
if(data.maxItems !== undefined){
let data24 = data.maxItems;
if(!((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24)))){
const err21 = {instancePath:instancePath+"/maxItems",schemaPath:"#/properties/maxItems/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.maxItems.type,parentSchema:schema33.properties.maxItems,data:data24};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(typeof data24 == "number"){
if(data24 < 0 || isNaN(data24)){
const err22 = {instancePath:instancePath+"/maxItems",schemaPath:"#/properties/maxItems/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.maxItems,data:data24};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(data.pattern !== undefined){
let data25 = data.pattern;
if(!(typeof data25 === "string")){
const err23 = {instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.pattern.type,parentSchema:schema33.properties.pattern,data:data25};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":{"type":true,"$ref":true,"$defs":true,"properties":true,"patternProperties":true,"additionalProperties":true,"items":true,"not":true,"if":true,"then":true,"else":true,"prefixItems":true,"allOf":true,"anyOf":true,"oneOf":true,"required":true,"enum":true,"minimum":true,"maximum":true,"minLength":true,"maxLength":true,"minItems":true,"maxItems":true,"pattern":true},"dynamicProps":false,"dynamicItems":false};

const pattern7 = new RegExp("^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b", "u");

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
if(!(validate22(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data0 = data.type;
if("object" !== data0){
const err0 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "object"},message:"must be equal to constant",schema:"object",parentSchema:schema32.properties.type,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.properties !== undefined){
let data1 = data.properties;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key0 in data1){
const _errs4 = errors;
if(typeof key0 === "string"){
if(func2(key0) > 64){
const err1 = {instancePath:instancePath+"/properties",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key0,propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern6.test(key0)){
const err2 = {instancePath:instancePath+"/properties",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key0,propertyName:key0};
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
const err3 = {instancePath:instancePath+"/properties",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key0,propertyName:key0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid1 = _errs4 === errors;
if(!valid1){
const err4 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid",schema:schema32.properties.properties.propertyNames,parentSchema:schema32.properties.properties,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
for(const key1 in data1){
let data2 = data1[key1];
if((!(data2 && typeof data2 == "object" && !Array.isArray(data2))) && (typeof data2 !== "boolean")){
const err5 = {instancePath:instancePath+"/properties/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/properties/additionalProperties/type",keyword:"type",params:{type: schema32.properties.properties.additionalProperties.type},message:"must be object,boolean",schema:schema32.properties.properties.additionalProperties.type,parentSchema:schema32.properties.properties.additionalProperties,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.reduce !== undefined){
let data3 = data2.reduce;
if(typeof data3 === "string"){
if(!pattern7.test(data3)){
const err6 = {instancePath:instancePath+"/properties/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/reduce",schemaPath:"#/properties/properties/additionalProperties/properties/reduce/pattern",keyword:"pattern",params:{pattern: "^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b"},message:"must match pattern \""+"^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b"+"\"",schema:"^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b",parentSchema:schema32.properties.properties.additionalProperties.properties.reduce,data:data3};
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
const err7 = {instancePath:instancePath+"/properties/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/reduce",schemaPath:"#/properties/properties/additionalProperties/properties/reduce/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.properties.additionalProperties.properties.reduce.type,parentSchema:schema32.properties.properties.additionalProperties.properties.reduce,data:data3};
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
}
else {
const err8 = {instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema32.properties.properties.type,parentSchema:schema32.properties.properties,data:data1};
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
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema32.type,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"type":true,"properties":true,"$ref":true,"$defs":true,"patternProperties":true,"additionalProperties":true,"items":true,"not":true,"if":true,"then":true,"else":true,"prefixItems":true,"allOf":true,"anyOf":true,"oneOf":true,"required":true,"enum":true,"minimum":true,"maximum":true,"minLength":true,"maxLength":true,"minItems":true,"maxItems":true,"pattern":true},"dynamicProps":false,"dynamicItems":false};

const schema40 = {"type":"object","description":"What starts a run.","required":["uses"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"uses":{"type":"string","description":"generic, schedule, manual, or a plugin's."},"name":{"$ref":"#/$defs/name","description":"Name for the configuration."},"enabled":{"type":"boolean","default":true,"description":"False closes this way in."},"events":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[A-Za-z0-9_*.:-]+$"},"description":"Event types that start a run."},"when":{"$ref":"#/$defs/condition","default":true},"inputs":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"description":"The run's inputs; templates over event."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the event must be."},"with":{"type":"object","description":"Configuration of a plugin's trigger."},"require_id":{"type":"boolean","default":false,"description":"Refuse deliveries without an id."},"cron":{"type":"string","minLength":1,"description":"Minute, hour, day, month, weekday."},"every":{"$ref":"#/$defs/duration","description":"A fixed interval."},"timezone":{"type":"string","minLength":1,"default":"UTC","description":"IANA time zone."},"catch_up":{"enum":["none","last","all"],"default":"last","description":"Slots missed while down."},"overlap":{"enum":["allow","skip","queue","cancel"],"default":"allow","description":"When the last run is still open."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"debounce":{"$ref":"#/$defs/debounce"},"singleton":{"type":"boolean","default":false,"description":"No second run while one is open."},"priority":{"$ref":"#/$defs/priority"}},"allOf":[{"if":{"properties":{"uses":{"const":"schedule"}}},"then":{"properties":{"events":false,"schema":false,"with":false},"if":{"required":["every"]},"then":{"properties":{"cron":false}},"else":{"required":["cron"]}},"else":{"properties":{"cron":false,"every":false,"timezone":false,"catch_up":false,"overlap":false}}},{"if":{"properties":{"uses":{"enum":["github","stripe","slack"]}}},"then":{"properties":{"with":false,"schema":false}}},{"if":{"properties":{"uses":{"const":"manual"}}},"then":{"properties":{"events":false,"inputs":false,"schema":false,"with":false}}},{"if":{"properties":{"uses":{"const":"generic"}}},"then":{"properties":{"events":false,"with":false}},"else":{"properties":{"require_id":false}}},{"if":{"properties":{"uses":{"const":"standard"}}},"then":{"properties":{"with":false}}},{"if":{"required":["singleton"],"properties":{"singleton":{"const":true}}},"then":{"properties":{"concurrency":false}}}]};
const schema42 = {"description":"A CEL condition; ${{ }} around it is accepted.","type":["string","boolean"],"minLength":1};
const schema44 = {"description":"250ms, 30s, 1h30m, ISO 8601 such as PT30S, or a number of seconds.","type":["string","number"],"minimum":0,"pattern":"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"};
const schema54 = {"description":"Higher starts first; a number or one ${{ expression }}.","type":["integer","string"],"minimum":-100,"maximum":100,"default":0,"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"};
const pattern11 = new RegExp("^[A-Za-z0-9_*.:-]+$", "u");
const pattern13 = new RegExp("^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$", "u");
const pattern17 = new RegExp("^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$", "u");
const schema45 = {"type":"object","description":"Open runs.","required":["limit"],"additionalProperties":false,"properties":{"key":{"$ref":"#/$defs/template","description":"Runs are counted by this."},"limit":{"type":"integer","minimum":1,"description":"Open runs for one key."},"on_conflict":{"enum":["queue","skip","cancel"],"default":"queue","description":"What a further run does."}}};
const schema46 = {"description":"Text with {placeholders} and ${{ expressions }}.","type":"string"};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate36.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "limit"},message:"must have required property '"+"limit"+"'",schema:schema45.required,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "key") || (key0 === "limit")) || (key0 === "on_conflict"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.key !== undefined){
let data0 = data.key;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.limit !== undefined){
let data1 = data.limit;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
const err3 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.limit.type,parentSchema:schema45.properties.limit,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(typeof data1 == "number"){
if(data1 < 1 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.limit,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.on_conflict !== undefined){
let data2 = data.on_conflict;
if(!(((data2 === "queue") || (data2 === "skip")) || (data2 === "cancel"))){
const err5 = {instancePath:instancePath+"/on_conflict",schemaPath:"#/properties/on_conflict/enum",keyword:"enum",params:{allowedValues: schema45.properties.on_conflict.enum},message:"must be equal to one of the allowed values",schema:schema45.properties.on_conflict.enum,parentSchema:schema45.properties.on_conflict,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}
validate36.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"type":"object","description":"Starts in a period.","required":["limit","period"],"additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"description":"Starts for one key."},"period":{"$ref":"#/$defs/duration","description":"The period, which slides."},"key":{"$ref":"#/$defs/template","description":"Starts are counted by this."},"on_conflict":{"enum":["queue","skip"],"default":"queue","description":"What a further run does."}}};

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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "limit"},message:"must have required property '"+"limit"+"'",schema:schema47.required,parentSchema:schema47,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.period === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "period"},message:"must have required property '"+"period"+"'",schema:schema47.required,parentSchema:schema47,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "limit") || (key0 === "period")) || (key0 === "key")) || (key0 === "on_conflict"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema47,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.limit !== undefined){
let data0 = data.limit;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err3 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema47.properties.limit.type,parentSchema:schema47.properties.limit,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(typeof data0 == "number"){
if(data0 < 1 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema47.properties.limit,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.period !== undefined){
let data1 = data.period;
if((typeof data1 !== "string") && (!(typeof data1 == "number"))){
const err5 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data1 == "number"){
if(data1 < 0 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(typeof data1 === "string"){
if(!pattern13.test(data1)){
const err7 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data1};
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
if(data.key !== undefined){
let data2 = data.key;
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.on_conflict !== undefined){
let data3 = data.on_conflict;
if(!((data3 === "queue") || (data3 === "skip"))){
const err9 = {instancePath:instancePath+"/on_conflict",schemaPath:"#/properties/on_conflict/enum",keyword:"enum",params:{allowedValues: schema47.properties.on_conflict.enum},message:"must be equal to one of the allowed values",schema:schema47.properties.on_conflict.enum,parentSchema:schema47.properties.on_conflict,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema47.type,parentSchema:schema47,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}
validate38.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema50 = {"type":"object","description":"Only the last of a burst starts a run.","required":["period"],"additionalProperties":false,"properties":{"period":{"$ref":"#/$defs/duration","description":"Quiet time before the start."},"key":{"$ref":"#/$defs/template","description":"Bursts are told apart by this."},"max_wait":{"$ref":"#/$defs/duration","description":"Longest delay. Default is ten periods."}}};

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
if(data.period === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "period"},message:"must have required property '"+"period"+"'",schema:schema50.required,parentSchema:schema50,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "period") || (key0 === "key")) || (key0 === "max_wait"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema50,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.period !== undefined){
let data0 = data.period;
if((typeof data0 !== "string") && (!(typeof data0 == "number"))){
const err2 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(typeof data0 == "number"){
if(data0 < 0 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(typeof data0 === "string"){
if(!pattern13.test(data0)){
const err4 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.key !== undefined){
let data1 = data.key;
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.max_wait !== undefined){
let data2 = data.max_wait;
if((typeof data2 !== "string") && (!(typeof data2 == "number"))){
const err6 = {instancePath:instancePath+"/max_wait",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data2 == "number"){
if(data2 < 0 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/max_wait",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(typeof data2 === "string"){
if(!pattern13.test(data2)){
const err8 = {instancePath:instancePath+"/max_wait",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data2};
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
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema50.type,parentSchema:schema50,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("schedule" !== data.uses){
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
let ifClause0;
if(_valid0){
const _errs5 = errors;
const _errs6 = errors;
let valid3 = true;
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.every === undefined) && (missing0 = "every")){
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
let ifClause1;
if(_valid1){
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cron !== undefined){
const err2 = {instancePath:instancePath+"/cron",schemaPath:"#/allOf/0/then/then/properties/cron/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].then.then.properties.cron,data:data.cron};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid1 = _errs8 === errors;
valid3 = _valid1;
if(valid3){
var props0 = {};
props0.cron = true;
}
ifClause1 = "then";
}
else {
const _errs9 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cron === undefined){
const err3 = {instancePath,schemaPath:"#/allOf/0/then/else/required",keyword:"required",params:{missingProperty: "cron"},message:"must have required property '"+"cron"+"'",schema:schema40.allOf[0].then.else.required,parentSchema:schema40.allOf[0].then.else,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid1 = _errs9 === errors;
valid3 = _valid1;
ifClause1 = "else";
}
if(!valid3){
const err4 = {instancePath,schemaPath:"#/allOf/0/then/if",keyword:"if",params:{failingKeyword: ifClause1},message:"must match \""+ifClause1+"\" schema",schema:schema40.allOf[0].then.if,parentSchema:schema40.allOf[0].then,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(props0 !== true){
props0 = props0 || {};
props0.events = true;
props0.schema = true;
props0.with = true;
}
if(data.events !== undefined){
const err5 = {instancePath:instancePath+"/events",schemaPath:"#/allOf/0/then/properties/events/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].then.properties.events,data:data.events};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.schema !== undefined){
const err6 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/0/then/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].then.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.with !== undefined){
const err7 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/0/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
if(valid1){
if(props0 !== true){
props0 = props0 || {};
props0.uses = true;
}
}
ifClause0 = "then";
}
else {
const _errs10 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cron !== undefined){
const err8 = {instancePath:instancePath+"/cron",schemaPath:"#/allOf/0/else/properties/cron/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].else.properties.cron,data:data.cron};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.every !== undefined){
const err9 = {instancePath:instancePath+"/every",schemaPath:"#/allOf/0/else/properties/every/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].else.properties.every,data:data.every};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.timezone !== undefined){
const err10 = {instancePath:instancePath+"/timezone",schemaPath:"#/allOf/0/else/properties/timezone/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].else.properties.timezone,data:data.timezone};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.catch_up !== undefined){
const err11 = {instancePath:instancePath+"/catch_up",schemaPath:"#/allOf/0/else/properties/catch_up/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].else.properties.catch_up,data:data.catch_up};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.overlap !== undefined){
const err12 = {instancePath:instancePath+"/overlap",schemaPath:"#/allOf/0/else/properties/overlap/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[0].else.properties.overlap,data:data.overlap};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid0 = _errs10 === errors;
valid1 = _valid0;
if(valid1){
if(props0 !== true){
props0 = props0 || {};
props0.cron = true;
props0.every = true;
props0.timezone = true;
props0.catch_up = true;
props0.overlap = true;
}
}
ifClause0 = "else";
}
if(!valid1){
const err13 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema40.allOf[0].if,parentSchema:schema40.allOf[0],data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const _errs12 = errors;
let valid7 = true;
const _errs13 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
let data10 = data.uses;
if(!(((data10 === "github") || (data10 === "stripe")) || (data10 === "slack"))){
const err14 = {};
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
var _valid2 = _errs13 === errors;
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs15 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with !== undefined){
const err15 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/1/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[1].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data.schema !== undefined){
const err16 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/1/then/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[1].then.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid2 = _errs15 === errors;
valid7 = _valid2;
if(valid7){
var props1 = {};
props1.with = true;
props1.schema = true;
props1.uses = true;
}
}
if(!valid7){
const err17 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema40.allOf[1].if,parentSchema:schema40.allOf[1],data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
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
const _errs17 = errors;
let valid10 = true;
const _errs18 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("manual" !== data.uses){
const err18 = {};
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
var _valid3 = _errs18 === errors;
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs20 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.events !== undefined){
const err19 = {instancePath:instancePath+"/events",schemaPath:"#/allOf/2/then/properties/events/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[2].then.properties.events,data:data.events};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data.inputs !== undefined){
const err20 = {instancePath:instancePath+"/inputs",schemaPath:"#/allOf/2/then/properties/inputs/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[2].then.properties.inputs,data:data.inputs};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data.schema !== undefined){
const err21 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/2/then/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[2].then.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data.with !== undefined){
const err22 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/2/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[2].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid3 = _errs20 === errors;
valid10 = _valid3;
if(valid10){
var props2 = {};
props2.events = true;
props2.inputs = true;
props2.schema = true;
props2.with = true;
props2.uses = true;
}
}
if(!valid10){
const err23 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema40.allOf[2].if,parentSchema:schema40.allOf[2],data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
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
const _errs22 = errors;
let valid13 = true;
const _errs23 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("generic" !== data.uses){
const err24 = {};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
var _valid4 = _errs23 === errors;
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
let ifClause2;
if(_valid4){
const _errs25 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.events !== undefined){
const err25 = {instancePath:instancePath+"/events",schemaPath:"#/allOf/3/then/properties/events/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[3].then.properties.events,data:data.events};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data.with !== undefined){
const err26 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/3/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[3].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
var _valid4 = _errs25 === errors;
valid13 = _valid4;
if(valid13){
var props3 = {};
props3.events = true;
props3.with = true;
props3.uses = true;
}
ifClause2 = "then";
}
else {
const _errs26 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.require_id !== undefined){
const err27 = {instancePath:instancePath+"/require_id",schemaPath:"#/allOf/3/else/properties/require_id/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[3].else.properties.require_id,data:data.require_id};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
var _valid4 = _errs26 === errors;
valid13 = _valid4;
if(valid13){
if(props3 !== true){
props3 = props3 || {};
props3.require_id = true;
}
}
ifClause2 = "else";
}
if(!valid13){
const err28 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: ifClause2},message:"must match \""+ifClause2+"\" schema",schema:schema40.allOf[3].if,parentSchema:schema40.allOf[3],data};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(props0 !== true && props3 !== undefined){
if(props3 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props3);
}
}
const _errs28 = errors;
let valid17 = true;
const _errs29 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("standard" !== data.uses){
const err29 = {};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
var _valid5 = _errs29 === errors;
errors = _errs28;
if(vErrors !== null){
if(_errs28){
vErrors.length = _errs28;
}
else {
vErrors = null;
}
}
if(_valid5){
const _errs31 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with !== undefined){
const err30 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/4/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[4].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
var _valid5 = _errs31 === errors;
valid17 = _valid5;
if(valid17){
var props4 = {};
props4.with = true;
props4.uses = true;
}
}
if(!valid17){
const err31 = {instancePath,schemaPath:"#/allOf/4/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema40.allOf[4].if,parentSchema:schema40.allOf[4],data};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(props0 !== true && props4 !== undefined){
if(props4 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props4);
}
}
const _errs33 = errors;
let valid20 = true;
const _errs34 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.singleton === undefined) && (missing1 = "singleton")){
const err32 = {};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
else {
if(data.singleton !== undefined){
if(true !== data.singleton){
const err33 = {};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
}
var _valid6 = _errs34 === errors;
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
if(_valid6){
const _errs36 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.concurrency !== undefined){
const err34 = {instancePath:instancePath+"/concurrency",schemaPath:"#/allOf/5/then/properties/concurrency/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema40.allOf[5].then.properties.concurrency,data:data.concurrency};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
var _valid6 = _errs36 === errors;
valid20 = _valid6;
if(valid20){
var props5 = {};
props5.concurrency = true;
props5.singleton = true;
}
}
if(!valid20){
const err35 = {instancePath,schemaPath:"#/allOf/5/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema40.allOf[5].if,parentSchema:schema40.allOf[5],data};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(props0 !== true && props5 !== undefined){
if(props5 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props5);
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses === undefined){
const err36 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "uses"},message:"must have required property '"+"uses"+"'",schema:schema40.required,parentSchema:schema40,data};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema40.properties, key0)) || (pattern4.test(key0)))){
const err37 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.uses !== undefined){
let data26 = data.uses;
if(typeof data26 !== "string"){
const err38 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.uses.type,parentSchema:schema40.properties.uses,data:data26};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.name !== undefined){
let data27 = data.name;
if(typeof data27 === "string"){
if(func2(data27) > 64){
const err39 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data27};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!pattern6.test(data27)){
const err40 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data27};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data27};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.enabled !== undefined){
let data28 = data.enabled;
if(typeof data28 !== "boolean"){
const err42 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema40.properties.enabled.type,parentSchema:schema40.properties.enabled,data:data28};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.events !== undefined){
let data29 = data.events;
if(Array.isArray(data29)){
if(data29.length < 1){
const err43 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema40.properties.events,data:data29};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
const len0 = data29.length;
for(let i0=0; i0<len0; i0++){
let data30 = data29[i0];
if(typeof data30 === "string"){
if(!pattern11.test(data30)){
const err44 = {instancePath:instancePath+"/events/" + i0,schemaPath:"#/properties/events/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_*.:-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_*.:-]+$"+"\"",schema:"^[A-Za-z0-9_*.:-]+$",parentSchema:schema40.properties.events.items,data:data30};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/events/" + i0,schemaPath:"#/properties/events/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.events.items.type,parentSchema:schema40.properties.events.items,data:data30};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema40.properties.events.type,parentSchema:schema40.properties.events,data:data29};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.when !== undefined){
let data31 = data.when;
if((typeof data31 !== "string") && (typeof data31 !== "boolean")){
const err47 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema42.type},message:"must be string,boolean",schema:schema42.type,parentSchema:schema42,data:data31};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(typeof data31 === "string"){
if(func2(data31) < 1){
const err48 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema42,data:data31};
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
if(data.inputs !== undefined){
let data32 = data.inputs;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
for(const key1 in data32){
const _errs54 = errors;
if(typeof key1 === "string"){
if(func2(key1) > 64){
const err49 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(!pattern6.test(key1)){
const err50 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key1,propertyName:key1};
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
const err51 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
var valid28 = _errs54 === errors;
if(!valid28){
const err52 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema40.properties.inputs.propertyNames,parentSchema:schema40.properties.inputs,data:data32};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.properties.inputs.type,parentSchema:schema40.properties.inputs,data:data32};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data.schema !== undefined){
if(!(validate22(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.with !== undefined){
let data34 = data.with;
if(!(data34 && typeof data34 == "object" && !Array.isArray(data34))){
const err54 = {instancePath:instancePath+"/with",schemaPath:"#/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.properties.with.type,parentSchema:schema40.properties.with,data:data34};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.require_id !== undefined){
let data35 = data.require_id;
if(typeof data35 !== "boolean"){
const err55 = {instancePath:instancePath+"/require_id",schemaPath:"#/properties/require_id/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema40.properties.require_id.type,parentSchema:schema40.properties.require_id,data:data35};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data.cron !== undefined){
let data36 = data.cron;
if(typeof data36 === "string"){
if(func2(data36) < 1){
const err56 = {instancePath:instancePath+"/cron",schemaPath:"#/properties/cron/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.cron,data:data36};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/cron",schemaPath:"#/properties/cron/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.cron.type,parentSchema:schema40.properties.cron,data:data36};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data.every !== undefined){
let data37 = data.every;
if((typeof data37 !== "string") && (!(typeof data37 == "number"))){
const err58 = {instancePath:instancePath+"/every",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data37};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(typeof data37 == "number"){
if(data37 < 0 || isNaN(data37)){
const err59 = {instancePath:instancePath+"/every",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data37};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(typeof data37 === "string"){
if(!pattern13.test(data37)){
const err60 = {instancePath:instancePath+"/every",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data37};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
if(data.timezone !== undefined){
let data38 = data.timezone;
if(typeof data38 === "string"){
if(func2(data38) < 1){
const err61 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.timezone,data:data38};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.timezone.type,parentSchema:schema40.properties.timezone,data:data38};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data.catch_up !== undefined){
let data39 = data.catch_up;
if(!(((data39 === "none") || (data39 === "last")) || (data39 === "all"))){
const err63 = {instancePath:instancePath+"/catch_up",schemaPath:"#/properties/catch_up/enum",keyword:"enum",params:{allowedValues: schema40.properties.catch_up.enum},message:"must be equal to one of the allowed values",schema:schema40.properties.catch_up.enum,parentSchema:schema40.properties.catch_up,data:data39};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.overlap !== undefined){
let data40 = data.overlap;
if(!((((data40 === "allow") || (data40 === "skip")) || (data40 === "queue")) || (data40 === "cancel"))){
const err64 = {instancePath:instancePath+"/overlap",schemaPath:"#/properties/overlap/enum",keyword:"enum",params:{allowedValues: schema40.properties.overlap.enum},message:"must be equal to one of the allowed values",schema:schema40.properties.overlap.enum,parentSchema:schema40.properties.overlap,data:data40};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.concurrency !== undefined){
if(!(validate36(data.concurrency, {instancePath:instancePath+"/concurrency",parentData:data,parentDataProperty:"concurrency",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
if(data.rate_limit !== undefined){
if(!(validate38(data.rate_limit, {instancePath:instancePath+"/rate_limit",parentData:data,parentDataProperty:"rate_limit",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
if(data.debounce !== undefined){
if(!(validate40(data.debounce, {instancePath:instancePath+"/debounce",parentData:data,parentDataProperty:"debounce",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data.singleton !== undefined){
let data44 = data.singleton;
if(typeof data44 !== "boolean"){
const err65 = {instancePath:instancePath+"/singleton",schemaPath:"#/properties/singleton/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema40.properties.singleton.type,parentSchema:schema40.properties.singleton,data:data44};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.priority !== undefined){
let data45 = data.priority;
if((!((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45)))) && (typeof data45 !== "string")){
const err66 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/type",keyword:"type",params:{type: schema54.type},message:"must be integer,string",schema:schema54.type,parentSchema:schema54,data:data45};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(typeof data45 == "number"){
if(data45 > 100 || isNaN(data45)){
const err67 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema54,data:data45};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data45 < -100 || isNaN(data45)){
const err68 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -100},message:"must be >= -100",schema:-100,parentSchema:schema54,data:data45};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(typeof data45 === "string"){
if(!pattern17.test(data45)){
const err69 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/pattern",keyword:"pattern",params:{pattern: "^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},message:"must match pattern \""+"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"+"\"",schema:"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$",parentSchema:schema54,data:data45};
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
}
else {
const err70 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema55 = {"type":"object","description":"One unit of work.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"$ref":"#/$defs/name","description":"Unique; also names the result."},"description":{"type":"string","description":"What the node is for."},"uses":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$","description":"Action: http, set, wait, approval, or PLUGIN.NAME."},"with":{"type":"object","description":"Inputs by the action's schema."},"when":{"$ref":"#/$defs/condition","default":true,"description":"False: skipped, and the run goes on."},"outputs":{"description":"State to write; properties, or a map of field to source.","type":["array","object"],"minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/name"},"minProperties":1,"propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"string","description":"A property path of the output, such as items[0].title."}},"output_schema":{"$ref":"#/$defs/jsonSchema","description":"What the node's output is."},"for_each":{"$ref":"#/$defs/forEach"},"retry":{"$ref":"#/$defs/retry"},"timeout":{"$ref":"#/$defs/duration","description":"Limit of one attempt."},"on_error":{"$ref":"#/$defs/onError"},"on_unknown":{"enum":["retry","fail"],"description":"After a crash."},"join":{"enum":["all","any"],"default":"all","description":"Incoming edges to wait for."},"losers":{"enum":["cancel","finish"],"default":"cancel","description":"With join: any, what the slower branches do."},"entry":{"type":"boolean","default":false,"description":"Starts with the run and needs no edge."},"finally":{"type":"boolean","default":false,"description":"Runs at the end whatever happened."},"prompt":{"minLength":1,"description":"The last user turn; makes an LLM node.","type":"string"},"llm":{"$ref":"#/$defs/llmObject"},"code":{"type":"string","minLength":1,"description":"JavaScript; braces in it are never read."},"memory":{"$ref":"#/$defs/size","default":"64MB","description":"Memory limit of the code."},"workflow":{"type":"string","minLength":1,"description":"./file.yaml, or a registered name; its inputs are `with`."},"wait":{"type":"boolean","default":true,"description":"Whether a sub-workflow's end is awaited."}},"allOf":[{"if":{"required":["prompt"]},"then":{"required":["llm"],"properties":{"uses":{"const":"llm"},"with":false,"workflow":false,"code":false}},"else":{"properties":{"llm":false}}},{"if":{"not":{"anyOf":[{"required":["prompt"]},{"required":["code"]},{"required":["workflow"]}]}},"then":{"required":["uses"]}},{"if":{"required":["uses"],"properties":{"uses":{"const":"llm"}}},"then":{"required":["prompt"]}},{"if":{"anyOf":[{"required":["code"]},{"required":["uses"],"properties":{"uses":{"const":"code"}}}]},"then":{"required":["code"],"properties":{"uses":{"const":"code"},"workflow":false}},"else":{"properties":{"memory":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"set"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false}}},{"if":{"anyOf":[{"required":["workflow"]},{"required":["uses"],"properties":{"uses":{"const":"workflow"}}}]},"then":{"required":["workflow"],"properties":{"uses":{"const":"workflow"},"output_schema":false,"retry":false}},"else":{"properties":{"wait":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"trigger_workflow"}}},"then":{"required":["with"],"properties":{"with":{"type":"object","required":["workflow"],"additionalProperties":false,"properties":{"workflow":{"$ref":"#/$defs/workflowName"},"inputs":{"type":"object","description":"The inputs of the run."}}},"output_schema":false,"retry":false,"timeout":false}}},{"if":{"required":["workflow","wait"],"properties":{"wait":{"const":false}}},"then":{"properties":{"timeout":false,"workflow":{"$ref":"#/$defs/workflowName"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"wait"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/wait"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"approval"}}},"then":{"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/approval"}}}},{"if":{"required":["finally"],"properties":{"finally":{"const":true}}},"then":{"properties":{"join":false,"losers":false,"entry":false,"for_each":false,"on_error":{"type":"string"}}}},{"if":{"required":["losers"]},"then":{"required":["join"],"properties":{"join":{"const":"any"}}}}]};
const schema56 = {"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$","description":"the name of a registered workflow"};
const schema79 = {"description":"fail, continue, or another node to go to.","default":"fail","type":["string","object"],"required":["to"],"additionalProperties":false,"properties":{"to":{"type":"string","description":"Node that takes over."}},"if":{"type":"string"},"then":{"enum":["fail","continue"]}};
const schema80 = {"type":"object","description":"Provider, model and parameters.","additionalProperties":false,"properties":{"provider":{"type":"string","description":"The provider: echo, or a plugin's."},"model":{"type":"string","description":"The provider's model."},"temperature":{"type":"number","minimum":0,"maximum":2,"description":"Sampling temperature."},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Nucleus sampling."},"top_k":{"type":"integer","minimum":1,"description":"Likeliest tokens considered."},"max_tokens":{"type":"integer","minimum":1,"description":"Most output tokens."},"stop":{"type":"array","maxItems":16,"items":{"type":"string"},"description":"Texts that end the answer."},"seed":{"type":"integer","description":"Seed where the provider has one."},"presence_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty for tokens that occurred."},"frequency_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty by frequency."},"reasoning":{"enum":["none","low","medium","high"],"description":"Reasoning effort."},"options":{"type":"object","description":"The provider's own options."}},"required":["provider","model"]};
const schema81 = {"description":"A number of bytes, or with a unit such as 64MB.","type":["string","integer"],"minimum":1,"pattern":"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"};
const pattern18 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$", "u");
const pattern25 = new RegExp("^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$", "u");
const pattern34 = new RegExp("^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$", "u");
const schema58 = {"type":"object","description":"A wait for a time or a signal.","minProperties":1,"additionalProperties":false,"properties":{"duration":{"type":["string","number"],"description":"How long from now; may be a template."},"until":{"$ref":"#/$defs/template","description":"A point in time (RFC 3339) or a timestamp."},"signal":{"$ref":"#/$defs/alias","description":"Name of the signal; its payload is the output."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the payload must be."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the signal."},"default":{"description":"Payload when time is up."}},"allOf":[{"if":{"required":["duration"]},"then":{"properties":{"until":false,"signal":false}}},{"if":{"required":["until"]},"then":{"properties":{"signal":false}}},{"if":{"required":["signal"]},"then":{},"else":{"properties":{"schema":false,"timeout":false,"default":false}}}]};
const schema60 = {"description":"Letters, digits, underscores.","type":"string","maxLength":64,"pattern":"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"};
const pattern20 = new RegExp("^(?!__)[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
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
if((data.duration === undefined) && (missing0 = "duration")){
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
if(data.until !== undefined){
const err1 = {instancePath:instancePath+"/until",schemaPath:"#/allOf/0/then/properties/until/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema58.allOf[0].then.properties.until,data:data.until};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.signal !== undefined){
const err2 = {instancePath:instancePath+"/signal",schemaPath:"#/allOf/0/then/properties/signal/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema58.allOf[0].then.properties.signal,data:data.signal};
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
valid1 = _valid0;
if(valid1){
var props0 = {};
props0.until = true;
props0.signal = true;
}
}
if(!valid1){
const err3 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema58.allOf[0].if,parentSchema:schema58.allOf[0],data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const _errs6 = errors;
let valid3 = true;
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.until === undefined) && (missing1 = "until")){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
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
if(data.signal !== undefined){
const err5 = {instancePath:instancePath+"/signal",schemaPath:"#/allOf/1/then/properties/signal/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema58.allOf[1].then.properties.signal,data:data.signal};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid1 = _errs8 === errors;
valid3 = _valid1;
if(valid3){
var props1 = {};
props1.signal = true;
}
}
if(!valid3){
const err6 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema58.allOf[1].if,parentSchema:schema58.allOf[1],data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
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
if((data.signal === undefined) && (missing2 = "signal")){
const err7 = {};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
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
if(!_valid2){
const _errs12 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema !== undefined){
const err8 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/2/else/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema58.allOf[2].else.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.timeout !== undefined){
const err9 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/2/else/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema58.allOf[2].else.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.default !== undefined){
const err10 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/2/else/properties/default/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema58.allOf[2].else.properties.default,data:data.default};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid2 = _errs12 === errors;
valid5 = _valid2;
if(valid5){
var props2 = {};
props2.schema = true;
props2.timeout = true;
props2.default = true;
}
}
if(!valid5){
const err11 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "else"},message:"must match \"else\" schema",schema:schema58.allOf[2].if,parentSchema:schema58.allOf[2],data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
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
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err12 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "duration") || (key0 === "until")) || (key0 === "signal")) || (key0 === "schema")) || (key0 === "timeout")) || (key0 === "default"))){
const err13 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.duration !== undefined){
let data6 = data.duration;
if((typeof data6 !== "string") && (!(typeof data6 == "number"))){
const err14 = {instancePath:instancePath+"/duration",schemaPath:"#/properties/duration/type",keyword:"type",params:{type: schema58.properties.duration.type},message:"must be string,number",schema:schema58.properties.duration.type,parentSchema:schema58.properties.duration,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.until !== undefined){
let data7 = data.until;
if(typeof data7 !== "string"){
const err15 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.signal !== undefined){
let data8 = data.signal;
if(typeof data8 === "string"){
if(func2(data8) > 64){
const err16 = {instancePath:instancePath+"/signal",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema60,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern20.test(data8)){
const err17 = {instancePath:instancePath+"/signal",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema60,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/signal",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.type,parentSchema:schema60,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.schema !== undefined){
if(!(validate22(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data10 = data.timeout;
if((typeof data10 !== "string") && (!(typeof data10 == "number"))){
const err19 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(typeof data10 == "number"){
if(data10 < 0 || isNaN(data10)){
const err20 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(typeof data10 === "string"){
if(!pattern13.test(data10)){
const err21 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data10};
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
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema58.type,parentSchema:schema58,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema62 = {"type":"object","description":"A question.","additionalProperties":false,"properties":{"message":{"$ref":"#/$defs/template","description":"Shown to who answers."},"show":{"type":"object","description":"Values shown beside the message."},"form":{"$ref":"#/$defs/objectSchema","description":"What is asked."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the answer."},"default":{"type":"object","description":"The answer when time is up."}}};
const schema64 = {"description":"A JSON Schema of an object.","$ref":"#/$defs/jsonSchema","type":"object"};

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
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema64.type,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!(validate22(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":{"type":true,"$ref":true,"$defs":true,"properties":true,"patternProperties":true,"additionalProperties":true,"items":true,"not":true,"if":true,"then":true,"else":true,"prefixItems":true,"allOf":true,"anyOf":true,"oneOf":true,"required":true,"enum":true,"minimum":true,"maximum":true,"minLength":true,"maxLength":true,"minItems":true,"maxItems":true,"pattern":true},"dynamicProps":false,"dynamicItems":false};


function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate47.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "message") || (key0 === "show")) || (key0 === "form")) || (key0 === "timeout")) || (key0 === "default"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema62,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.message !== undefined){
let data0 = data.message;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/message",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.show !== undefined){
let data1 = data.show;
if(!(data1 && typeof data1 == "object" && !Array.isArray(data1))){
const err2 = {instancePath:instancePath+"/show",schemaPath:"#/properties/show/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema62.properties.show.type,parentSchema:schema62.properties.show,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.form !== undefined){
if(!(validate48(data.form, {instancePath:instancePath+"/form",parentData:data,parentDataProperty:"form",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data3 = data.timeout;
if((typeof data3 !== "string") && (!(typeof data3 == "number"))){
const err3 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data3};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(typeof data3 == "number"){
if(data3 < 0 || isNaN(data3)){
const err4 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(typeof data3 === "string"){
if(!pattern13.test(data3)){
const err5 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.default !== undefined){
let data4 = data.default;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
const err6 = {instancePath:instancePath+"/default",schemaPath:"#/properties/default/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema62.properties.default.type,parentSchema:schema62.properties.default,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema62.type,parentSchema:schema62,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}
validate47.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema70 = {"description":"One execution for each item of a list.","type":"object","required":["in"],"additionalProperties":false,"properties":{"in":{"$ref":"#/$defs/list"},"as":{"$ref":"#/$defs/alias","default":"item","description":"Name of the item."},"index_as":{"$ref":"#/$defs/alias","default":"index","description":"Name of the index; it counts from 0."},"max_parallel":{"type":"integer","minimum":1,"maximum":1000,"default":1,"description":"Items that run at once."},"max_items":{"type":"integer","minimum":1,"maximum":100000,"default":1000,"description":"A longer list fails the node."},"on_item_error":{"enum":["fail","continue","collect"],"default":"fail","description":"What a failed item does."}}};
const schema71 = {"description":"A list, or text that is one ${{ expression }}.","type":["array","string"],"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"};

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate53.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.in === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "in"},message:"must have required property '"+"in"+"'",schema:schema70.required,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "in") || (key0 === "as")) || (key0 === "index_as")) || (key0 === "max_parallel")) || (key0 === "max_items")) || (key0 === "on_item_error"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.in !== undefined){
let data0 = data.in;
if((!(Array.isArray(data0))) && (typeof data0 !== "string")){
const err2 = {instancePath:instancePath+"/in",schemaPath:"#/$defs/list/type",keyword:"type",params:{type: schema71.type},message:"must be array,string",schema:schema71.type,parentSchema:schema71,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(typeof data0 === "string"){
if(!pattern17.test(data0)){
const err3 = {instancePath:instancePath+"/in",schemaPath:"#/$defs/list/pattern",keyword:"pattern",params:{pattern: "^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},message:"must match pattern \""+"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"+"\"",schema:"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$",parentSchema:schema71,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.as !== undefined){
let data1 = data.as;
if(typeof data1 === "string"){
if(func2(data1) > 64){
const err4 = {instancePath:instancePath+"/as",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema60,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern20.test(data1)){
const err5 = {instancePath:instancePath+"/as",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema60,data:data1};
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
const err6 = {instancePath:instancePath+"/as",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.type,parentSchema:schema60,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.index_as !== undefined){
let data2 = data.index_as;
if(typeof data2 === "string"){
if(func2(data2) > 64){
const err7 = {instancePath:instancePath+"/index_as",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema60,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern20.test(data2)){
const err8 = {instancePath:instancePath+"/index_as",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema60,data:data2};
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
const err9 = {instancePath:instancePath+"/index_as",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.type,parentSchema:schema60,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.max_parallel !== undefined){
let data3 = data.max_parallel;
if(!((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3)))){
const err10 = {instancePath:instancePath+"/max_parallel",schemaPath:"#/properties/max_parallel/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema70.properties.max_parallel.type,parentSchema:schema70.properties.max_parallel,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(typeof data3 == "number"){
if(data3 > 1000 || isNaN(data3)){
const err11 = {instancePath:instancePath+"/max_parallel",schemaPath:"#/properties/max_parallel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema70.properties.max_parallel,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/max_parallel",schemaPath:"#/properties/max_parallel/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema70.properties.max_parallel,data:data3};
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
if(data.max_items !== undefined){
let data4 = data.max_items;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
const err13 = {instancePath:instancePath+"/max_items",schemaPath:"#/properties/max_items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema70.properties.max_items.type,parentSchema:schema70.properties.max_items,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(typeof data4 == "number"){
if(data4 > 100000 || isNaN(data4)){
const err14 = {instancePath:instancePath+"/max_items",schemaPath:"#/properties/max_items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema70.properties.max_items,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err15 = {instancePath:instancePath+"/max_items",schemaPath:"#/properties/max_items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema70.properties.max_items,data:data4};
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
if(data.on_item_error !== undefined){
let data5 = data.on_item_error;
if(!(((data5 === "fail") || (data5 === "continue")) || (data5 === "collect"))){
const err16 = {instancePath:instancePath+"/on_item_error",schemaPath:"#/properties/on_item_error/enum",keyword:"enum",params:{allowedValues: schema70.properties.on_item_error.enum},message:"must be equal to one of the allowed values",schema:schema70.properties.on_item_error.enum,parentSchema:schema70.properties.on_item_error,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema70.type,parentSchema:schema70,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate53.errors = vErrors;
return errors === 0;
}
validate53.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema74 = {"description":"Attempts after a failure; a number is max_attempts.","type":["object","integer"],"minimum":1,"maximum":100,"required":["max_attempts"],"additionalProperties":false,"properties":{"max_attempts":{"type":"integer","minimum":1,"maximum":100,"description":"All attempts."},"initial":{"$ref":"#/$defs/duration","default":"1s","description":"First wait."},"factor":{"type":"number","minimum":1,"maximum":10,"default":2,"description":"Growth of the wait."},"max":{"$ref":"#/$defs/duration","default":"60s","description":"Longest wait."},"jitter":{"type":"boolean","default":true,"description":"Full jitter."},"retry_on":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/errorClass"},"description":"Default is every retryable failure."}}};
const schema77 = {"enum":["error","timeout","rate_limit","unavailable","invalid_output","refused","auth","bad_request","not_found"],"description":"Class of a failure."};

function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate55.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (!((typeof data == "number") && (!(data % 1) && !isNaN(data))))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema74.type},message:"must be object,integer",schema:schema74.type,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data == "number"){
if(data > 100 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.max_attempts === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "max_attempts"},message:"must have required property '"+"max_attempts"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "max_attempts") || (key0 === "initial")) || (key0 === "factor")) || (key0 === "max")) || (key0 === "jitter")) || (key0 === "retry_on"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.max_attempts !== undefined){
let data0 = data.max_attempts;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
const err5 = {instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema74.properties.max_attempts.type,parentSchema:schema74.properties.max_attempts,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data0 == "number"){
if(data0 > 100 || isNaN(data0)){
const err6 = {instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema74.properties.max_attempts,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err7 = {instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema74.properties.max_attempts,data:data0};
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
if(data.initial !== undefined){
let data1 = data.initial;
if((typeof data1 !== "string") && (!(typeof data1 == "number"))){
const err8 = {instancePath:instancePath+"/initial",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data1 == "number"){
if(data1 < 0 || isNaN(data1)){
const err9 = {instancePath:instancePath+"/initial",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(typeof data1 === "string"){
if(!pattern13.test(data1)){
const err10 = {instancePath:instancePath+"/initial",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data1};
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
if(data.factor !== undefined){
let data2 = data.factor;
if(typeof data2 == "number"){
if(data2 > 10 || isNaN(data2)){
const err11 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10},message:"must be <= 10",schema:10,parentSchema:schema74.properties.factor,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err12 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema74.properties.factor,data:data2};
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
const err13 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema74.properties.factor.type,parentSchema:schema74.properties.factor,data:data2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.max !== undefined){
let data3 = data.max;
if((typeof data3 !== "string") && (!(typeof data3 == "number"))){
const err14 = {instancePath:instancePath+"/max",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(typeof data3 == "number"){
if(data3 < 0 || isNaN(data3)){
const err15 = {instancePath:instancePath+"/max",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(typeof data3 === "string"){
if(!pattern13.test(data3)){
const err16 = {instancePath:instancePath+"/max",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
if(data.jitter !== undefined){
let data4 = data.jitter;
if(typeof data4 !== "boolean"){
const err17 = {instancePath:instancePath+"/jitter",schemaPath:"#/properties/jitter/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema74.properties.jitter.type,parentSchema:schema74.properties.jitter,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.retry_on !== undefined){
let data5 = data.retry_on;
if(Array.isArray(data5)){
if(data5.length < 1){
const err18 = {instancePath:instancePath+"/retry_on",schemaPath:"#/properties/retry_on/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema74.properties.retry_on,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(!(((((((((data6 === "error") || (data6 === "timeout")) || (data6 === "rate_limit")) || (data6 === "unavailable")) || (data6 === "invalid_output")) || (data6 === "refused")) || (data6 === "auth")) || (data6 === "bad_request")) || (data6 === "not_found"))){
const err19 = {instancePath:instancePath+"/retry_on/" + i0,schemaPath:"#/$defs/errorClass/enum",keyword:"enum",params:{allowedValues: schema77.enum},message:"must be equal to one of the allowed values",schema:schema77.enum,parentSchema:schema77,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/retry_on",schemaPath:"#/properties/retry_on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema74.properties.retry_on.type,parentSchema:schema74.properties.retry_on,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
validate55.errors = vErrors;
return errors === 0;
}
validate55.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const func0 = load('ajv/dist/runtime/equal.js').default;

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
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.prompt === undefined) && (missing0 = "prompt")){
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
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.llm === undefined){
const err1 = {instancePath,schemaPath:"#/allOf/0/then/required",keyword:"required",params:{missingProperty: "llm"},message:"must have required property '"+"llm"+"'",schema:schema55.allOf[0].then.required,parentSchema:schema55.allOf[0].then,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.uses !== undefined){
let data0 = data.uses;
if("llm" !== data0){
const err2 = {instancePath:instancePath+"/uses",schemaPath:"#/allOf/0/then/properties/uses/const",keyword:"const",params:{allowedValue: "llm"},message:"must be equal to constant",schema:"llm",parentSchema:schema55.allOf[0].then.properties.uses,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.with !== undefined){
const err3 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/0/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[0].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.workflow !== undefined){
const err4 = {instancePath:instancePath+"/workflow",schemaPath:"#/allOf/0/then/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[0].then.properties.workflow,data:data.workflow};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.code !== undefined){
const err5 = {instancePath:instancePath+"/code",schemaPath:"#/allOf/0/then/properties/code/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[0].then.properties.code,data:data.code};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid0 = _errs4 === errors;
valid1 = _valid0;
if(valid1){
var props0 = {};
props0.uses = true;
props0.with = true;
props0.workflow = true;
props0.code = true;
}
ifClause0 = "then";
}
else {
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.llm !== undefined){
const err6 = {instancePath:instancePath+"/llm",schemaPath:"#/allOf/0/else/properties/llm/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[0].else.properties.llm,data:data.llm};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
valid1 = _valid0;
if(valid1){
if(props0 !== true){
props0 = props0 || {};
props0.llm = true;
}
}
ifClause0 = "else";
}
if(!valid1){
const err7 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema55.allOf[0].if,parentSchema:schema55.allOf[0],data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const _errs8 = errors;
let valid4 = true;
const _errs9 = errors;
const _errs10 = errors;
const _errs11 = errors;
const _errs12 = errors;
let valid6 = false;
const _errs13 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.prompt === undefined) && (missing1 = "prompt")){
const err8 = {};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid2 = _errs13 === errors;
valid6 = valid6 || _valid2;
const _errs14 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.code === undefined) && (missing2 = "code")){
const err9 = {};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var _valid2 = _errs14 === errors;
valid6 = valid6 || _valid2;
const _errs15 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.workflow === undefined) && (missing3 = "workflow")){
const err10 = {};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid2 = _errs15 === errors;
valid6 = valid6 || _valid2;
if(!valid6){
const err11 = {};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
var valid5 = _errs11 === errors;
if(valid5){
const err12 = {};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
var _valid1 = _errs9 === errors;
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs16 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses === undefined){
const err13 = {instancePath,schemaPath:"#/allOf/1/then/required",keyword:"required",params:{missingProperty: "uses"},message:"must have required property '"+"uses"+"'",schema:schema55.allOf[1].then.required,parentSchema:schema55.allOf[1].then,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid1 = _errs16 === errors;
valid4 = _valid1;
}
if(!valid4){
const err14 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[1].if,parentSchema:schema55.allOf[1],data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const _errs18 = errors;
let valid7 = true;
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.uses === undefined) && (missing4 = "uses")){
const err15 = {};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
if(data.uses !== undefined){
if("llm" !== data.uses){
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
}
}
var _valid3 = _errs19 === errors;
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs21 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prompt === undefined){
const err17 = {instancePath,schemaPath:"#/allOf/2/then/required",keyword:"required",params:{missingProperty: "prompt"},message:"must have required property '"+"prompt"+"'",schema:schema55.allOf[2].then.required,parentSchema:schema55.allOf[2].then,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
var _valid3 = _errs21 === errors;
valid7 = _valid3;
}
if(!valid7){
const err18 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[2].if,parentSchema:schema55.allOf[2],data};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(props0 !== true){
props0 = props0 || {};
props0.uses = true;
}
const _errs23 = errors;
let valid9 = true;
const _errs24 = errors;
const _errs25 = errors;
let valid10 = false;
const _errs26 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.code === undefined) && (missing5 = "code")){
const err19 = {};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid5 = _errs26 === errors;
valid10 = valid10 || _valid5;
const _errs27 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing6;
if((data.uses === undefined) && (missing6 = "uses")){
const err20 = {};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
if(data.uses !== undefined){
if("code" !== data.uses){
const err21 = {};
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
}
var _valid5 = _errs27 === errors;
valid10 = valid10 || _valid5;
if(_valid5){
var props1 = {};
props1.uses = true;
}
if(!valid10){
const err22 = {};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var _valid4 = _errs24 === errors;
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
let ifClause1;
if(_valid4){
const _errs29 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.code === undefined){
const err23 = {instancePath,schemaPath:"#/allOf/3/then/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'",schema:schema55.allOf[3].then.required,parentSchema:schema55.allOf[3].then,data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data.uses !== undefined){
let data7 = data.uses;
if("code" !== data7){
const err24 = {instancePath:instancePath+"/uses",schemaPath:"#/allOf/3/then/properties/uses/const",keyword:"const",params:{allowedValue: "code"},message:"must be equal to constant",schema:"code",parentSchema:schema55.allOf[3].then.properties.uses,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.workflow !== undefined){
const err25 = {instancePath:instancePath+"/workflow",schemaPath:"#/allOf/3/then/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[3].then.properties.workflow,data:data.workflow};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var _valid4 = _errs29 === errors;
valid9 = _valid4;
if(valid9){
if(props1 !== true){
props1 = props1 || {};
props1.uses = true;
props1.workflow = true;
}
}
ifClause1 = "then";
}
else {
const _errs31 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.memory !== undefined){
const err26 = {instancePath:instancePath+"/memory",schemaPath:"#/allOf/3/else/properties/memory/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[3].else.properties.memory,data:data.memory};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
var _valid4 = _errs31 === errors;
valid9 = _valid4;
if(valid9){
if(props1 !== true){
props1 = props1 || {};
props1.memory = true;
}
}
ifClause1 = "else";
}
if(!valid9){
const err27 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: ifClause1},message:"must match \""+ifClause1+"\" schema",schema:schema55.allOf[3].if,parentSchema:schema55.allOf[3],data};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
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
const _errs33 = errors;
let valid14 = true;
const _errs34 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing7;
if((data.uses === undefined) && (missing7 = "uses")){
const err28 = {};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
else {
if(data.uses !== undefined){
if("set" !== data.uses){
const err29 = {};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
var _valid6 = _errs34 === errors;
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
if(_valid6){
const _errs36 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with === undefined){
const err30 = {instancePath,schemaPath:"#/allOf/4/then/required",keyword:"required",params:{missingProperty: "with"},message:"must have required property '"+"with"+"'",schema:schema55.allOf[4].then.required,parentSchema:schema55.allOf[4].then,data};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data.output_schema !== undefined){
const err31 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/4/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[4].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data.retry !== undefined){
const err32 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/4/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[4].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data.timeout !== undefined){
const err33 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/4/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[4].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
var _valid6 = _errs36 === errors;
valid14 = _valid6;
if(valid14){
var props2 = {};
props2.output_schema = true;
props2.retry = true;
props2.timeout = true;
props2.uses = true;
}
}
if(!valid14){
const err34 = {instancePath,schemaPath:"#/allOf/4/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[4].if,parentSchema:schema55.allOf[4],data};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
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
const _errs38 = errors;
let valid17 = true;
const _errs39 = errors;
const _errs40 = errors;
let valid18 = false;
const _errs41 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing8;
if((data.workflow === undefined) && (missing8 = "workflow")){
const err35 = {};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid8 = _errs41 === errors;
valid18 = valid18 || _valid8;
const _errs42 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing9;
if((data.uses === undefined) && (missing9 = "uses")){
const err36 = {};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
if(data.uses !== undefined){
if("workflow" !== data.uses){
const err37 = {};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
}
var _valid8 = _errs42 === errors;
valid18 = valid18 || _valid8;
if(_valid8){
var props3 = {};
props3.uses = true;
}
if(!valid18){
const err38 = {};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
else {
errors = _errs40;
if(vErrors !== null){
if(_errs40){
vErrors.length = _errs40;
}
else {
vErrors = null;
}
}
}
var _valid7 = _errs39 === errors;
errors = _errs38;
if(vErrors !== null){
if(_errs38){
vErrors.length = _errs38;
}
else {
vErrors = null;
}
}
let ifClause2;
if(_valid7){
const _errs44 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.workflow === undefined){
const err39 = {instancePath,schemaPath:"#/allOf/5/then/required",keyword:"required",params:{missingProperty: "workflow"},message:"must have required property '"+"workflow"+"'",schema:schema55.allOf[5].then.required,parentSchema:schema55.allOf[5].then,data};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data.uses !== undefined){
let data15 = data.uses;
if("workflow" !== data15){
const err40 = {instancePath:instancePath+"/uses",schemaPath:"#/allOf/5/then/properties/uses/const",keyword:"const",params:{allowedValue: "workflow"},message:"must be equal to constant",schema:"workflow",parentSchema:schema55.allOf[5].then.properties.uses,data:data15};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.output_schema !== undefined){
const err41 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/5/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[5].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data.retry !== undefined){
const err42 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/5/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[5].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
var _valid7 = _errs44 === errors;
valid17 = _valid7;
if(valid17){
if(props3 !== true){
props3 = props3 || {};
props3.uses = true;
props3.output_schema = true;
props3.retry = true;
}
}
ifClause2 = "then";
}
else {
const _errs46 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.wait !== undefined){
const err43 = {instancePath:instancePath+"/wait",schemaPath:"#/allOf/5/else/properties/wait/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[5].else.properties.wait,data:data.wait};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
var _valid7 = _errs46 === errors;
valid17 = _valid7;
if(valid17){
if(props3 !== true){
props3 = props3 || {};
props3.wait = true;
}
}
ifClause2 = "else";
}
if(!valid17){
const err44 = {instancePath,schemaPath:"#/allOf/5/if",keyword:"if",params:{failingKeyword: ifClause2},message:"must match \""+ifClause2+"\" schema",schema:schema55.allOf[5].if,parentSchema:schema55.allOf[5],data};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(props0 !== true && props3 !== undefined){
if(props3 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props3);
}
}
const _errs48 = errors;
let valid22 = true;
const _errs49 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing10;
if((data.uses === undefined) && (missing10 = "uses")){
const err45 = {};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
else {
if(data.uses !== undefined){
if("trigger_workflow" !== data.uses){
const err46 = {};
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
}
var _valid9 = _errs49 === errors;
errors = _errs48;
if(vErrors !== null){
if(_errs48){
vErrors.length = _errs48;
}
else {
vErrors = null;
}
}
if(_valid9){
const _errs51 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with === undefined){
const err47 = {instancePath,schemaPath:"#/allOf/6/then/required",keyword:"required",params:{missingProperty: "with"},message:"must have required property '"+"with"+"'",schema:schema55.allOf[6].then.required,parentSchema:schema55.allOf[6].then,data};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data.with !== undefined){
let data20 = data.with;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.workflow === undefined){
const err48 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/6/then/properties/with/required",keyword:"required",params:{missingProperty: "workflow"},message:"must have required property '"+"workflow"+"'",schema:schema55.allOf[6].then.properties.with.required,parentSchema:schema55.allOf[6].then.properties.with,data:data20};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
for(const key0 in data20){
if(!((key0 === "workflow") || (key0 === "inputs"))){
const err49 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/6/then/properties/with/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema55.allOf[6].then.properties.with,data:data20};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data20.workflow !== undefined){
let data21 = data20.workflow;
if(typeof data21 === "string"){
if(!pattern18.test(data21)){
const err50 = {instancePath:instancePath+"/with/workflow",schemaPath:"#/$defs/workflowName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$",parentSchema:schema56,data:data21};
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
const err51 = {instancePath:instancePath+"/with/workflow",schemaPath:"#/$defs/workflowName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data21};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data20.inputs !== undefined){
let data22 = data20.inputs;
if(!(data22 && typeof data22 == "object" && !Array.isArray(data22))){
const err52 = {instancePath:instancePath+"/with/inputs",schemaPath:"#/allOf/6/then/properties/with/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.allOf[6].then.properties.with.properties.inputs.type,parentSchema:schema55.allOf[6].then.properties.with.properties.inputs,data:data22};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/6/then/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.allOf[6].then.properties.with.type,parentSchema:schema55.allOf[6].then.properties.with,data:data20};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data.output_schema !== undefined){
const err54 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/6/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[6].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data.retry !== undefined){
const err55 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/6/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[6].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data.timeout !== undefined){
const err56 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/6/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[6].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
var _valid9 = _errs51 === errors;
valid22 = _valid9;
if(valid22){
var props4 = {};
props4.with = true;
props4.output_schema = true;
props4.retry = true;
props4.timeout = true;
props4.uses = true;
}
}
if(!valid22){
const err57 = {instancePath,schemaPath:"#/allOf/6/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[6].if,parentSchema:schema55.allOf[6],data};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(props0 !== true && props4 !== undefined){
if(props4 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props4);
}
}
const _errs61 = errors;
let valid27 = true;
const _errs62 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing11;
if(((data.workflow === undefined) && (missing11 = "workflow")) || ((data.wait === undefined) && (missing11 = "wait"))){
const err58 = {};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
else {
if(data.wait !== undefined){
if(false !== data.wait){
const err59 = {};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
}
var _valid10 = _errs62 === errors;
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
if(_valid10){
const _errs64 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.timeout !== undefined){
const err60 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/7/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[7].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data.workflow !== undefined){
let data28 = data.workflow;
if(typeof data28 === "string"){
if(!pattern18.test(data28)){
const err61 = {instancePath:instancePath+"/workflow",schemaPath:"#/$defs/workflowName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$",parentSchema:schema56,data:data28};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/workflow",schemaPath:"#/$defs/workflowName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data28};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
var _valid10 = _errs64 === errors;
valid27 = _valid10;
if(valid27){
var props5 = {};
props5.timeout = true;
props5.workflow = true;
props5.wait = true;
}
}
if(!valid27){
const err63 = {instancePath,schemaPath:"#/allOf/7/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[7].if,parentSchema:schema55.allOf[7],data};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(props0 !== true && props5 !== undefined){
if(props5 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props5);
}
}
const _errs69 = errors;
let valid31 = true;
const _errs70 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing12;
if((data.uses === undefined) && (missing12 = "uses")){
const err64 = {};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
else {
if(data.uses !== undefined){
if("wait" !== data.uses){
const err65 = {};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
}
var _valid11 = _errs70 === errors;
errors = _errs69;
if(vErrors !== null){
if(_errs69){
vErrors.length = _errs69;
}
else {
vErrors = null;
}
}
if(_valid11){
const _errs72 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with === undefined){
const err66 = {instancePath,schemaPath:"#/allOf/8/then/required",keyword:"required",params:{missingProperty: "with"},message:"must have required property '"+"with"+"'",schema:schema55.allOf[8].then.required,parentSchema:schema55.allOf[8].then,data};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data.output_schema !== undefined){
const err67 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/8/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[8].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data.retry !== undefined){
const err68 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/8/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[8].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data.timeout !== undefined){
const err69 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/8/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[8].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data.with !== undefined){
if(!(validate44(data.with, {instancePath:instancePath+"/with",parentData:data,parentDataProperty:"with",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
}
var _valid11 = _errs72 === errors;
valid31 = _valid11;
if(valid31){
var props6 = {};
props6.output_schema = true;
props6.retry = true;
props6.timeout = true;
props6.with = true;
props6.uses = true;
}
}
if(!valid31){
const err70 = {instancePath,schemaPath:"#/allOf/8/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[8].if,parentSchema:schema55.allOf[8],data};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(props0 !== true && props6 !== undefined){
if(props6 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props6);
}
}
const _errs75 = errors;
let valid34 = true;
const _errs76 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing13;
if((data.uses === undefined) && (missing13 = "uses")){
const err71 = {};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
else {
if(data.uses !== undefined){
if("approval" !== data.uses){
const err72 = {};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
}
var _valid12 = _errs76 === errors;
errors = _errs75;
if(vErrors !== null){
if(_errs75){
vErrors.length = _errs75;
}
else {
vErrors = null;
}
}
if(_valid12){
const _errs78 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.output_schema !== undefined){
const err73 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/9/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[9].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data.retry !== undefined){
const err74 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/9/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[9].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data.timeout !== undefined){
const err75 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/9/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[9].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data.with !== undefined){
if(!(validate47(data.with, {instancePath:instancePath+"/with",parentData:data,parentDataProperty:"with",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
}
}
var _valid12 = _errs78 === errors;
valid34 = _valid12;
if(valid34){
var props7 = {};
props7.output_schema = true;
props7.retry = true;
props7.timeout = true;
props7.with = true;
props7.uses = true;
}
}
if(!valid34){
const err76 = {instancePath,schemaPath:"#/allOf/9/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[9].if,parentSchema:schema55.allOf[9],data};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(props0 !== true && props7 !== undefined){
if(props7 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props7);
}
}
const _errs81 = errors;
let valid37 = true;
const _errs82 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing14;
if((data.finally === undefined) && (missing14 = "finally")){
const err77 = {};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
else {
if(data.finally !== undefined){
if(true !== data.finally){
const err78 = {};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
}
var _valid13 = _errs82 === errors;
errors = _errs81;
if(vErrors !== null){
if(_errs81){
vErrors.length = _errs81;
}
else {
vErrors = null;
}
}
if(_valid13){
const _errs84 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.join !== undefined){
const err79 = {instancePath:instancePath+"/join",schemaPath:"#/allOf/10/then/properties/join/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[10].then.properties.join,data:data.join};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data.losers !== undefined){
const err80 = {instancePath:instancePath+"/losers",schemaPath:"#/allOf/10/then/properties/losers/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[10].then.properties.losers,data:data.losers};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data.entry !== undefined){
const err81 = {instancePath:instancePath+"/entry",schemaPath:"#/allOf/10/then/properties/entry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[10].then.properties.entry,data:data.entry};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data.for_each !== undefined){
const err82 = {instancePath:instancePath+"/for_each",schemaPath:"#/allOf/10/then/properties/for_each/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema55.allOf[10].then.properties.for_each,data:data.for_each};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(data.on_error !== undefined){
let data44 = data.on_error;
if(typeof data44 !== "string"){
const err83 = {instancePath:instancePath+"/on_error",schemaPath:"#/allOf/10/then/properties/on_error/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.allOf[10].then.properties.on_error.type,parentSchema:schema55.allOf[10].then.properties.on_error,data:data44};
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
var _valid13 = _errs84 === errors;
valid37 = _valid13;
if(valid37){
var props8 = {};
props8.join = true;
props8.losers = true;
props8.entry = true;
props8.for_each = true;
props8.on_error = true;
props8.finally = true;
}
}
if(!valid37){
const err84 = {instancePath,schemaPath:"#/allOf/10/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[10].if,parentSchema:schema55.allOf[10],data};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(props0 !== true && props8 !== undefined){
if(props8 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props8);
}
}
const _errs88 = errors;
let valid40 = true;
const _errs89 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing15;
if((data.losers === undefined) && (missing15 = "losers")){
const err85 = {};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
var _valid14 = _errs89 === errors;
errors = _errs88;
if(vErrors !== null){
if(_errs88){
vErrors.length = _errs88;
}
else {
vErrors = null;
}
}
if(_valid14){
const _errs90 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.join === undefined){
const err86 = {instancePath,schemaPath:"#/allOf/11/then/required",keyword:"required",params:{missingProperty: "join"},message:"must have required property '"+"join"+"'",schema:schema55.allOf[11].then.required,parentSchema:schema55.allOf[11].then,data};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data.join !== undefined){
let data45 = data.join;
if("any" !== data45){
const err87 = {instancePath:instancePath+"/join",schemaPath:"#/allOf/11/then/properties/join/const",keyword:"const",params:{allowedValue: "any"},message:"must be equal to constant",schema:"any",parentSchema:schema55.allOf[11].then.properties.join,data:data45};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
var _valid14 = _errs90 === errors;
valid40 = _valid14;
if(valid40){
var props9 = {};
props9.join = true;
}
}
if(!valid40){
const err88 = {instancePath,schemaPath:"#/allOf/11/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.allOf[11].if,parentSchema:schema55.allOf[11],data};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(props0 !== true && props9 !== undefined){
if(props9 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props9);
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err89 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key1 in data){
if(!((func1.call(schema55.properties, key1)) || (pattern4.test(key1)))){
const err90 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data.name !== undefined){
let data46 = data.name;
if(typeof data46 === "string"){
if(func2(data46) > 64){
const err91 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data46};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(!pattern6.test(data46)){
const err92 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data46};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
else {
const err93 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data46};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data.description !== undefined){
let data47 = data.description;
if(typeof data47 !== "string"){
const err94 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.description.type,parentSchema:schema55.properties.description,data:data47};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data.uses !== undefined){
let data48 = data.uses;
if(typeof data48 === "string"){
if(!pattern25.test(data48)){
const err95 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$",parentSchema:schema55.properties.uses,data:data48};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.uses.type,parentSchema:schema55.properties.uses,data:data48};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data.with !== undefined){
let data49 = data.with;
if(!(data49 && typeof data49 == "object" && !Array.isArray(data49))){
const err97 = {instancePath:instancePath+"/with",schemaPath:"#/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.with.type,parentSchema:schema55.properties.with,data:data49};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data.when !== undefined){
let data50 = data.when;
if((typeof data50 !== "string") && (typeof data50 !== "boolean")){
const err98 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema42.type},message:"must be string,boolean",schema:schema42.type,parentSchema:schema42,data:data50};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(typeof data50 === "string"){
if(func2(data50) < 1){
const err99 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema42,data:data50};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
if(data.outputs !== undefined){
let data51 = data.outputs;
if(!data51 || typeof data51 != "object"){
const err100 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: schema55.properties.outputs.type},message:"must be array,object",schema:schema55.properties.outputs.type,parentSchema:schema55.properties.outputs,data:data51};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(Array.isArray(data51)){
if(data51.length < 1){
const err101 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema55.properties.outputs,data:data51};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
const len0 = data51.length;
for(let i0=0; i0<len0; i0++){
let data52 = data51[i0];
if(typeof data52 === "string"){
if(func2(data52) > 64){
const err102 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data52};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!pattern6.test(data52)){
const err103 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data52};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data52};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
let i1 = data51.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data51[i1], data51[j0])){
const err105 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema55.properties.outputs,data:data51};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
break outer0;
}
}
}
}
}
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
if(Object.keys(data51).length < 1){
const err106 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema55.properties.outputs,data:data51};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
for(const key2 in data51){
const _errs110 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 64){
const err107 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(!pattern6.test(key2)){
const err108 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var valid49 = _errs110 === errors;
if(!valid49){
const err110 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid",schema:schema55.properties.outputs.propertyNames,parentSchema:schema55.properties.outputs,data:data51};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
for(const key3 in data51){
let data53 = data51[key3];
if(typeof data53 !== "string"){
const err111 = {instancePath:instancePath+"/outputs/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.outputs.additionalProperties.type,parentSchema:schema55.properties.outputs.additionalProperties,data:data53};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
}
if(data.output_schema !== undefined){
if(!(validate22(data.output_schema, {instancePath:instancePath+"/output_schema",parentData:data,parentDataProperty:"output_schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.for_each !== undefined){
if(!(validate53(data.for_each, {instancePath:instancePath+"/for_each",parentData:data,parentDataProperty:"for_each",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
errors = vErrors.length;
}
}
if(data.retry !== undefined){
if(!(validate55(data.retry, {instancePath:instancePath+"/retry",parentData:data,parentDataProperty:"retry",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data57 = data.timeout;
if((typeof data57 !== "string") && (!(typeof data57 == "number"))){
const err112 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data57};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(typeof data57 == "number"){
if(data57 < 0 || isNaN(data57)){
const err113 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data57};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(typeof data57 === "string"){
if(!pattern13.test(data57)){
const err114 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data57};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
if(data.on_error !== undefined){
let data58 = data.on_error;
if((typeof data58 !== "string") && (!(data58 && typeof data58 == "object" && !Array.isArray(data58)))){
const err115 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/type",keyword:"type",params:{type: schema79.type},message:"must be string,object",schema:schema79.type,parentSchema:schema79,data:data58};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
const _errs125 = errors;
let valid54 = true;
const _errs126 = errors;
if(typeof data58 !== "string"){
const err116 = {};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
var _valid15 = _errs126 === errors;
errors = _errs125;
if(vErrors !== null){
if(_errs125){
vErrors.length = _errs125;
}
else {
vErrors = null;
}
}
if(_valid15){
const _errs128 = errors;
if(!((data58 === "fail") || (data58 === "continue"))){
const err117 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/then/enum",keyword:"enum",params:{allowedValues: schema79.then.enum},message:"must be equal to one of the allowed values",schema:schema79.then.enum,parentSchema:schema79.then,data:data58};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
var _valid15 = _errs128 === errors;
valid54 = _valid15;
}
if(!valid54){
const err118 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema79.if,parentSchema:schema79,data:data58};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(data58.to === undefined){
const err119 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema79.required,parentSchema:schema79,data:data58};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
for(const key4 in data58){
if(!(key4 === "to")){
const err120 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema79,data:data58};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data58.to !== undefined){
let data59 = data58.to;
if(typeof data59 !== "string"){
const err121 = {instancePath:instancePath+"/on_error/to",schemaPath:"#/$defs/onError/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema79.properties.to.type,parentSchema:schema79.properties.to,data:data59};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
}
if(data.on_unknown !== undefined){
let data60 = data.on_unknown;
if(!((data60 === "retry") || (data60 === "fail"))){
const err122 = {instancePath:instancePath+"/on_unknown",schemaPath:"#/properties/on_unknown/enum",keyword:"enum",params:{allowedValues: schema55.properties.on_unknown.enum},message:"must be equal to one of the allowed values",schema:schema55.properties.on_unknown.enum,parentSchema:schema55.properties.on_unknown,data:data60};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data.join !== undefined){
let data61 = data.join;
if(!((data61 === "all") || (data61 === "any"))){
const err123 = {instancePath:instancePath+"/join",schemaPath:"#/properties/join/enum",keyword:"enum",params:{allowedValues: schema55.properties.join.enum},message:"must be equal to one of the allowed values",schema:schema55.properties.join.enum,parentSchema:schema55.properties.join,data:data61};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data.losers !== undefined){
let data62 = data.losers;
if(!((data62 === "cancel") || (data62 === "finish"))){
const err124 = {instancePath:instancePath+"/losers",schemaPath:"#/properties/losers/enum",keyword:"enum",params:{allowedValues: schema55.properties.losers.enum},message:"must be equal to one of the allowed values",schema:schema55.properties.losers.enum,parentSchema:schema55.properties.losers,data:data62};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data.entry !== undefined){
let data63 = data.entry;
if(typeof data63 !== "boolean"){
const err125 = {instancePath:instancePath+"/entry",schemaPath:"#/properties/entry/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.entry.type,parentSchema:schema55.properties.entry,data:data63};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data.finally !== undefined){
let data64 = data.finally;
if(typeof data64 !== "boolean"){
const err126 = {instancePath:instancePath+"/finally",schemaPath:"#/properties/finally/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.finally.type,parentSchema:schema55.properties.finally,data:data64};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data.prompt !== undefined){
let data65 = data.prompt;
if(typeof data65 === "string"){
if(func2(data65) < 1){
const err127 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.prompt,data:data65};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.prompt.type,parentSchema:schema55.properties.prompt,data:data65};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data.llm !== undefined){
let data66 = data.llm;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
if(data66.provider === undefined){
const err129 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llmObject/required",keyword:"required",params:{missingProperty: "provider"},message:"must have required property '"+"provider"+"'",schema:schema80.required,parentSchema:schema80,data:data66};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data66.model === undefined){
const err130 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llmObject/required",keyword:"required",params:{missingProperty: "model"},message:"must have required property '"+"model"+"'",schema:schema80.required,parentSchema:schema80,data:data66};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
for(const key5 in data66){
if(!(func1.call(schema80.properties, key5))){
const err131 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llmObject/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema80,data:data66};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data66.provider !== undefined){
let data67 = data66.provider;
if(typeof data67 !== "string"){
const err132 = {instancePath:instancePath+"/llm/provider",schemaPath:"#/$defs/llmObject/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.provider.type,parentSchema:schema80.properties.provider,data:data67};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data66.model !== undefined){
let data68 = data66.model;
if(typeof data68 !== "string"){
const err133 = {instancePath:instancePath+"/llm/model",schemaPath:"#/$defs/llmObject/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.model.type,parentSchema:schema80.properties.model,data:data68};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data66.temperature !== undefined){
let data69 = data66.temperature;
if(typeof data69 == "number"){
if(data69 > 2 || isNaN(data69)){
const err134 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llmObject/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema80.properties.temperature,data:data69};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data69 < 0 || isNaN(data69)){
const err135 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llmObject/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema80.properties.temperature,data:data69};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/llm/temperature",schemaPath:"#/$defs/llmObject/properties/temperature/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.temperature.type,parentSchema:schema80.properties.temperature,data:data69};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data66.top_p !== undefined){
let data70 = data66.top_p;
if(typeof data70 == "number"){
if(data70 > 1 || isNaN(data70)){
const err137 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llmObject/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema80.properties.top_p,data:data70};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(data70 <= 0 || isNaN(data70)){
const err138 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llmObject/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema80.properties.top_p,data:data70};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/llm/top_p",schemaPath:"#/$defs/llmObject/properties/top_p/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.top_p.type,parentSchema:schema80.properties.top_p,data:data70};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data66.top_k !== undefined){
let data71 = data66.top_k;
if(!((typeof data71 == "number") && (!(data71 % 1) && !isNaN(data71)))){
const err140 = {instancePath:instancePath+"/llm/top_k",schemaPath:"#/$defs/llmObject/properties/top_k/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema80.properties.top_k.type,parentSchema:schema80.properties.top_k,data:data71};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(typeof data71 == "number"){
if(data71 < 1 || isNaN(data71)){
const err141 = {instancePath:instancePath+"/llm/top_k",schemaPath:"#/$defs/llmObject/properties/top_k/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema80.properties.top_k,data:data71};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
}
if(data66.max_tokens !== undefined){
let data72 = data66.max_tokens;
if(!((typeof data72 == "number") && (!(data72 % 1) && !isNaN(data72)))){
const err142 = {instancePath:instancePath+"/llm/max_tokens",schemaPath:"#/$defs/llmObject/properties/max_tokens/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema80.properties.max_tokens.type,parentSchema:schema80.properties.max_tokens,data:data72};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(typeof data72 == "number"){
if(data72 < 1 || isNaN(data72)){
const err143 = {instancePath:instancePath+"/llm/max_tokens",schemaPath:"#/$defs/llmObject/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema80.properties.max_tokens,data:data72};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
}
if(data66.stop !== undefined){
let data73 = data66.stop;
if(Array.isArray(data73)){
if(data73.length > 16){
const err144 = {instancePath:instancePath+"/llm/stop",schemaPath:"#/$defs/llmObject/properties/stop/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema80.properties.stop,data:data73};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
const len1 = data73.length;
for(let i2=0; i2<len1; i2++){
let data74 = data73[i2];
if(typeof data74 !== "string"){
const err145 = {instancePath:instancePath+"/llm/stop/" + i2,schemaPath:"#/$defs/llmObject/properties/stop/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema80.properties.stop.items.type,parentSchema:schema80.properties.stop.items,data:data74};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
else {
const err146 = {instancePath:instancePath+"/llm/stop",schemaPath:"#/$defs/llmObject/properties/stop/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema80.properties.stop.type,parentSchema:schema80.properties.stop,data:data73};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data66.seed !== undefined){
let data75 = data66.seed;
if(!((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75)))){
const err147 = {instancePath:instancePath+"/llm/seed",schemaPath:"#/$defs/llmObject/properties/seed/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema80.properties.seed.type,parentSchema:schema80.properties.seed,data:data75};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data66.presence_penalty !== undefined){
let data76 = data66.presence_penalty;
if(typeof data76 == "number"){
if(data76 > 2 || isNaN(data76)){
const err148 = {instancePath:instancePath+"/llm/presence_penalty",schemaPath:"#/$defs/llmObject/properties/presence_penalty/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema80.properties.presence_penalty,data:data76};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data76 < -2 || isNaN(data76)){
const err149 = {instancePath:instancePath+"/llm/presence_penalty",schemaPath:"#/$defs/llmObject/properties/presence_penalty/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2},message:"must be >= -2",schema:-2,parentSchema:schema80.properties.presence_penalty,data:data76};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/llm/presence_penalty",schemaPath:"#/$defs/llmObject/properties/presence_penalty/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.presence_penalty.type,parentSchema:schema80.properties.presence_penalty,data:data76};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data66.frequency_penalty !== undefined){
let data77 = data66.frequency_penalty;
if(typeof data77 == "number"){
if(data77 > 2 || isNaN(data77)){
const err151 = {instancePath:instancePath+"/llm/frequency_penalty",schemaPath:"#/$defs/llmObject/properties/frequency_penalty/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema80.properties.frequency_penalty,data:data77};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data77 < -2 || isNaN(data77)){
const err152 = {instancePath:instancePath+"/llm/frequency_penalty",schemaPath:"#/$defs/llmObject/properties/frequency_penalty/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2},message:"must be >= -2",schema:-2,parentSchema:schema80.properties.frequency_penalty,data:data77};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
else {
const err153 = {instancePath:instancePath+"/llm/frequency_penalty",schemaPath:"#/$defs/llmObject/properties/frequency_penalty/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema80.properties.frequency_penalty.type,parentSchema:schema80.properties.frequency_penalty,data:data77};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data66.reasoning !== undefined){
let data78 = data66.reasoning;
if(!((((data78 === "none") || (data78 === "low")) || (data78 === "medium")) || (data78 === "high"))){
const err154 = {instancePath:instancePath+"/llm/reasoning",schemaPath:"#/$defs/llmObject/properties/reasoning/enum",keyword:"enum",params:{allowedValues: schema80.properties.reasoning.enum},message:"must be equal to one of the allowed values",schema:schema80.properties.reasoning.enum,parentSchema:schema80.properties.reasoning,data:data78};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data66.options !== undefined){
let data79 = data66.options;
if(!(data79 && typeof data79 == "object" && !Array.isArray(data79))){
const err155 = {instancePath:instancePath+"/llm/options",schemaPath:"#/$defs/llmObject/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema80.properties.options.type,parentSchema:schema80.properties.options,data:data79};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
}
else {
const err156 = {instancePath:instancePath+"/llm",schemaPath:"#/$defs/llmObject/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema80.type,parentSchema:schema80,data:data66};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data.code !== undefined){
let data80 = data.code;
if(typeof data80 === "string"){
if(func2(data80) < 1){
const err157 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.code,data:data80};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
else {
const err158 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.code.type,parentSchema:schema55.properties.code,data:data80};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data.memory !== undefined){
let data81 = data.memory;
if((typeof data81 !== "string") && (!((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81))))){
const err159 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/size/type",keyword:"type",params:{type: schema81.type},message:"must be string,integer",schema:schema81.type,parentSchema:schema81,data:data81};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(typeof data81 == "number"){
if(data81 < 1 || isNaN(data81)){
const err160 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema81,data:data81};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(typeof data81 === "string"){
if(!pattern34.test(data81)){
const err161 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/size/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"},message:"must match pattern \""+"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"+"\"",schema:"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$",parentSchema:schema81,data:data81};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
if(data.workflow !== undefined){
let data82 = data.workflow;
if(typeof data82 === "string"){
if(func2(data82) < 1){
const err162 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.workflow,data:data82};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
else {
const err163 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.workflow.type,parentSchema:schema55.properties.workflow,data:data82};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data.wait !== undefined){
let data83 = data.wait;
if(typeof data83 !== "boolean"){
const err164 = {instancePath:instancePath+"/wait",schemaPath:"#/properties/wait/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.wait.type,parentSchema:schema55.properties.wait,data:data83};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
}
else {
const err165 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.type,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}
validate43.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema82 = {"type":"object","description":"Order between nodes.","required":["from"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"from":{"$ref":"#/$defs/target","description":"One or more nodes, or START."},"to":{"$ref":"#/$defs/target"},"routes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/route"},"description":"The first that holds is taken."}},"if":{"required":["routes"]},"then":{"properties":{"to":false,"from":{"type":"string"}}},"else":{"required":["to"]}};
const schema83 = {"description":"A node, several nodes, or END.","type":["string","array"],"minLength":1,"minItems":1,"items":{"type":"string"}};
const schema85 = {"type":"object","description":"A way on; the last has no condition.","required":["to"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"when":{"$ref":"#/$defs/condition"},"to":{"$ref":"#/$defs/target"},"max_iterations":{"type":"integer","minimum":1,"maximum":10000,"description":"How often the loop runs in all."},"on_limit":{"type":"string","description":"Where to go at the bound: a node or END."}},"dependentRequired":{"on_limit":["max_iterations"]}};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate59.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema85.required,parentSchema:schema85,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "when") || (key0 === "to")) || (key0 === "max_iterations")) || (key0 === "on_limit")) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema85,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.when !== undefined){
let data0 = data.when;
if((typeof data0 !== "string") && (typeof data0 !== "boolean")){
const err2 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema42.type},message:"must be string,boolean",schema:schema42.type,parentSchema:schema42,data:data0};
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
const err3 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema42,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.to !== undefined){
let data1 = data.to;
if((typeof data1 !== "string") && (!(Array.isArray(data1)))){
const err4 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/type",keyword:"type",params:{type: schema83.type},message:"must be string,array",schema:schema83.type,parentSchema:schema83,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err5 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema83,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(Array.isArray(data1)){
if(data1.length < 1){
const err6 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema83,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
const err7 = {instancePath:instancePath+"/to/" + i0,schemaPath:"#/$defs/target/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema83.items.type,parentSchema:schema83.items,data:data2};
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
if(data.max_iterations !== undefined){
let data3 = data.max_iterations;
if(!((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3)))){
const err8 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/properties/max_iterations/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema85.properties.max_iterations.type,parentSchema:schema85.properties.max_iterations,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data3 == "number"){
if(data3 > 10000 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/properties/max_iterations/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema85.properties.max_iterations,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/properties/max_iterations/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema85.properties.max_iterations,data:data3};
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
if(data.on_limit !== undefined){
let data4 = data.on_limit;
if(typeof data4 !== "string"){
const err11 = {instancePath:instancePath+"/on_limit",schemaPath:"#/properties/on_limit/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema85.properties.on_limit.type,parentSchema:schema85.properties.on_limit,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.on_limit !== undefined){
if(data.max_iterations === undefined){
const err12 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "on_limit",
    missingProperty: "max_iterations",
    depsCount: 1,
    deps: "max_iterations"},message:"must have property max_iterations when property on_limit is present",schema:schema85.dependentRequired,parentSchema:schema85,data};
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
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema85.type,parentSchema:schema85,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate59.errors = vErrors;
return errors === 0;
}
validate59.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate58.evaluated;
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
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to !== undefined){
const err1 = {instancePath:instancePath+"/to",schemaPath:"#/then/properties/to/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema82.then.properties.to,data:data.to};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.from !== undefined){
let data1 = data.from;
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/from",schemaPath:"#/then/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.then.properties.from.type,parentSchema:schema82.then.properties.from,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
var _valid0 = _errs3 === errors;
valid0 = _valid0;
if(valid0){
var props0 = {};
props0.to = true;
props0.from = true;
}
ifClause0 = "then";
}
else {
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.to === undefined){
const err3 = {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema82.else.required,parentSchema:schema82.else,data};
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
ifClause0 = "else";
}
if(!valid0){
const err4 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema82.if,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.from === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema82.required,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "from") || (key0 === "to")) || (key0 === "routes")) || (pattern4.test(key0)))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.from !== undefined){
let data2 = data.from;
if((typeof data2 !== "string") && (!(Array.isArray(data2)))){
const err7 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/target/type",keyword:"type",params:{type: schema83.type},message:"must be string,array",schema:schema83.type,parentSchema:schema83,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err8 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/target/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema83,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(Array.isArray(data2)){
if(data2.length < 1){
const err9 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/target/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema83,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
const err10 = {instancePath:instancePath+"/from/" + i0,schemaPath:"#/$defs/target/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema83.items.type,parentSchema:schema83.items,data:data3};
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
}
if(data.to !== undefined){
let data4 = data.to;
if((typeof data4 !== "string") && (!(Array.isArray(data4)))){
const err11 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/type",keyword:"type",params:{type: schema83.type},message:"must be string,array",schema:schema83.type,parentSchema:schema83,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(typeof data4 === "string"){
if(func2(data4) < 1){
const err12 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema83,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(Array.isArray(data4)){
if(data4.length < 1){
const err13 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema83,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 !== "string"){
const err14 = {instancePath:instancePath+"/to/" + i1,schemaPath:"#/$defs/target/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema83.items.type,parentSchema:schema83.items,data:data5};
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
}
if(data.routes !== undefined){
let data6 = data.routes;
if(Array.isArray(data6)){
if(data6.length < 1){
const err15 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema82.properties.routes,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
if(!(validate59(data6[i2], {instancePath:instancePath+"/routes/" + i2,parentData:data6,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.properties.routes.type,parentSchema:schema82.properties.routes,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema82.type,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}
validate58.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema88 = {"type":"object","description":"Limits of a run.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"timeout":{"$ref":"#/$defs/duration","description":"Limit of the run."},"on_failure":{"enum":["cancel","drain"],"default":"cancel","description":"What running nodes do when one failed."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"priority":{"$ref":"#/$defs/priority"}}};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate62.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "timeout") || (key0 === "on_failure")) || (key0 === "concurrency")) || (key0 === "rate_limit")) || (key0 === "priority")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.timeout !== undefined){
let data0 = data.timeout;
if((typeof data0 !== "string") && (!(typeof data0 == "number"))){
const err1 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema44.type},message:"must be string,number",schema:schema44.type,parentSchema:schema44,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(typeof data0 == "number"){
if(data0 < 0 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(typeof data0 === "string"){
if(!pattern13.test(data0)){
const err3 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema44,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.on_failure !== undefined){
let data1 = data.on_failure;
if(!((data1 === "cancel") || (data1 === "drain"))){
const err4 = {instancePath:instancePath+"/on_failure",schemaPath:"#/properties/on_failure/enum",keyword:"enum",params:{allowedValues: schema88.properties.on_failure.enum},message:"must be equal to one of the allowed values",schema:schema88.properties.on_failure.enum,parentSchema:schema88.properties.on_failure,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.concurrency !== undefined){
if(!(validate36(data.concurrency, {instancePath:instancePath+"/concurrency",parentData:data,parentDataProperty:"concurrency",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
if(data.rate_limit !== undefined){
if(!(validate38(data.rate_limit, {instancePath:instancePath+"/rate_limit",parentData:data,parentDataProperty:"rate_limit",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
if(data.priority !== undefined){
let data4 = data.priority;
if((!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))) && (typeof data4 !== "string")){
const err5 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/type",keyword:"type",params:{type: schema54.type},message:"must be integer,string",schema:schema54.type,parentSchema:schema54,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(typeof data4 == "number"){
if(data4 > 100 || isNaN(data4)){
const err6 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema54,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data4 < -100 || isNaN(data4)){
const err7 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -100},message:"must be >= -100",schema:-100,parentSchema:schema54,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(typeof data4 === "string"){
if(!pattern17.test(data4)){
const err8 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/pattern",keyword:"pattern",params:{pattern: "^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},message:"must match pattern \""+"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"+"\"",schema:"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$",parentSchema:schema54,data:data4};
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
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema88.type,parentSchema:schema88,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}
validate62.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema91 = {"type":"object","description":"Trackers. Other keys name a plugin's.","patternProperties":{"^x-":true},"additionalProperties":{"type":"object"},"properties":{"mlflow":{"$ref":"#/$defs/mlflow"},"otel":{"$ref":"#/$defs/otel"},"console":{"type":"object","description":"Lines on standard error.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"level":{"enum":["debug","info","warn","error"],"default":"info","description":"Least level shown."}}}}};
const schema93 = {"type":"boolean","default":true,"description":"Off keeps the settings."};
const schema92 = {"type":"object","description":"MLflow tracking.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"experiment_name":{"type":"string","maxLength":500,"description":"Default is the workflow's name."},"run_name":{"$ref":"#/$defs/template","minLength":1,"description":"Default is the workflow's name with a part of the run's id."},"tags":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"all"}}};
const schema95 = {"type":"object","additionalProperties":{"type":["string","number","boolean"]},"description":"Names and values."};
const schema96 = {"enum":["all","metadata"],"description":"Whether contents are sent."};

function validate67(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate67.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "experiment_name")) || (key0 === "run_name")) || (key0 === "tags")) || (key0 === "capture")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema92,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/$defs/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema93.type,parentSchema:schema93,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.experiment_name !== undefined){
let data1 = data.experiment_name;
if(typeof data1 === "string"){
if(func2(data1) > 500){
const err2 = {instancePath:instancePath+"/experiment_name",schemaPath:"#/properties/experiment_name/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters",schema:500,parentSchema:schema92.properties.experiment_name,data:data1};
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
const err3 = {instancePath:instancePath+"/experiment_name",schemaPath:"#/properties/experiment_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema92.properties.experiment_name.type,parentSchema:schema92.properties.experiment_name,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.run_name !== undefined){
let data2 = data.run_name;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/run_name",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err5 = {instancePath:instancePath+"/run_name",schemaPath:"#/properties/run_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema92.properties.run_name,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.tags !== undefined){
let data3 = data.tags;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
let data4 = data3[key1];
if(((typeof data4 !== "string") && (!(typeof data4 == "number"))) && (typeof data4 !== "boolean")){
const err6 = {instancePath:instancePath+"/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/type",keyword:"type",params:{type: schema95.additionalProperties.type},message:"must be string,number,boolean",schema:schema95.additionalProperties.type,parentSchema:schema95.additionalProperties,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/textMap/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema95.type,parentSchema:schema95,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.capture !== undefined){
let data5 = data.capture;
if(!((data5 === "all") || (data5 === "metadata"))){
const err8 = {instancePath:instancePath+"/capture",schemaPath:"#/$defs/capture/enum",keyword:"enum",params:{allowedValues: schema96.enum},message:"must be equal to one of the allowed values",schema:schema96.enum,parentSchema:schema96,data:data5};
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
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema92.type,parentSchema:schema92,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate67.errors = vErrors;
return errors === 0;
}
validate67.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema97 = {"type":"object","description":"OpenTelemetry.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"service_name":{"type":"string","minLength":1,"default":"configurable-agents","description":"Name of the service."},"attributes":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"metadata"}}};

function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate69.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "service_name")) || (key0 === "attributes")) || (key0 === "capture")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema97,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
let data0 = data.enabled;
if(typeof data0 !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/$defs/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema93.type,parentSchema:schema93,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.service_name !== undefined){
let data1 = data.service_name;
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err2 = {instancePath:instancePath+"/service_name",schemaPath:"#/properties/service_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema97.properties.service_name,data:data1};
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
const err3 = {instancePath:instancePath+"/service_name",schemaPath:"#/properties/service_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema97.properties.service_name.type,parentSchema:schema97.properties.service_name,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.attributes !== undefined){
let data2 = data.attributes;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
let data3 = data2[key1];
if(((typeof data3 !== "string") && (!(typeof data3 == "number"))) && (typeof data3 !== "boolean")){
const err4 = {instancePath:instancePath+"/attributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/type",keyword:"type",params:{type: schema95.additionalProperties.type},message:"must be string,number,boolean",schema:schema95.additionalProperties.type,parentSchema:schema95.additionalProperties,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/attributes",schemaPath:"#/$defs/textMap/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema95.type,parentSchema:schema95,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.capture !== undefined){
let data4 = data.capture;
if(!((data4 === "all") || (data4 === "metadata"))){
const err6 = {instancePath:instancePath+"/capture",schemaPath:"#/$defs/capture/enum",keyword:"enum",params:{allowedValues: schema96.enum},message:"must be equal to one of the allowed values",schema:schema96.enum,parentSchema:schema96,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema97.type,parentSchema:schema97,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate69.errors = vErrors;
return errors === 0;
}
validate69.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate66.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "mlflow") || (key0 === "otel")) || (key0 === "console")) || (pattern4.test(key0)))){
let data0 = data[key0];
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
const err0 = {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.additionalProperties.type,parentSchema:schema91.additionalProperties,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
if(data.mlflow !== undefined){
if(!(validate67(data.mlflow, {instancePath:instancePath+"/mlflow",parentData:data,parentDataProperty:"mlflow",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate67.errors : vErrors.concat(validate67.errors);
errors = vErrors.length;
}
}
if(data.otel !== undefined){
if(!(validate69(data.otel, {instancePath:instancePath+"/otel",parentData:data,parentDataProperty:"otel",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data.console !== undefined){
let data3 = data.console;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(((key1 === "enabled") || (key1 === "level")) || (pattern4.test(key1)))){
const err1 = {instancePath:instancePath+"/console",schemaPath:"#/properties/console/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties.console,data:data3};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data3.enabled !== undefined){
let data4 = data3.enabled;
if(typeof data4 !== "boolean"){
const err2 = {instancePath:instancePath+"/console/enabled",schemaPath:"#/$defs/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema93.type,parentSchema:schema93,data:data4};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data3.level !== undefined){
let data5 = data3.level;
if(!((((data5 === "debug") || (data5 === "info")) || (data5 === "warn")) || (data5 === "error"))){
const err3 = {instancePath:instancePath+"/console/level",schemaPath:"#/properties/console/properties/level/enum",keyword:"enum",params:{allowedValues: schema91.properties.console.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema91.properties.console.properties.level.enum,parentSchema:schema91.properties.console.properties.level,data:data5};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/console",schemaPath:"#/properties/console/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties.console.type,parentSchema:schema91.properties.console,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.type,parentSchema:schema91,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate66.errors = vErrors;
return errors === 0;
}
validate66.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema102 = {"type":"object","description":"A case for the test command.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"description":"Unique."},"inputs":{"type":"object","description":"The run's inputs."},"trigger":{"type":"object","description":"A trigger's entry and its event, instead of inputs.","required":["name","event"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the entry."},"event":{"description":"The event's data."}}},"mocks":{"type":"object","description":"Outcomes of nodes, instead of running them.","additionalProperties":{"$ref":"#/$defs/mocks"}},"answers":{"type":"object","description":"Answers to approvals, by node.","additionalProperties":{"type":"object"}},"signals":{"type":"object","description":"Payloads of signals, by signal.","additionalProperties":{"type":"array"}},"expect":{"$ref":"#/$defs/expect"}},"dependentSchemas":{"trigger":{"properties":{"inputs":false}}}};
const schema103 = {"description":"An outcome, or a list of them by execution.","type":["object","array"],"minItems":1,"if":{"type":"array"},"then":{"items":{"$ref":"#/$defs/mock"}},"else":{"$ref":"#/$defs/mock"}};
const schema104 = {"description":"`output`, or `error`.","type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"output":{"description":"What the node gives."},"error":{"type":"object","description":"How it fails.","required":["class"],"additionalProperties":false,"properties":{"class":{"$ref":"#/$defs/errorClass"},"message":{"type":"string","description":"What it says."}}}}};

function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate74.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 1){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema104,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Object.keys(data).length < 1){
const err1 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema104,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "output") || (key0 === "error"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema104,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.error !== undefined){
let data0 = data.error;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.class === undefined){
const err3 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/required",keyword:"required",params:{missingProperty: "class"},message:"must have required property '"+"class"+"'",schema:schema104.properties.error.required,parentSchema:schema104.properties.error,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key1 in data0){
if(!((key1 === "class") || (key1 === "message"))){
const err4 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema104.properties.error,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.class !== undefined){
let data1 = data0.class;
if(!(((((((((data1 === "error") || (data1 === "timeout")) || (data1 === "rate_limit")) || (data1 === "unavailable")) || (data1 === "invalid_output")) || (data1 === "refused")) || (data1 === "auth")) || (data1 === "bad_request")) || (data1 === "not_found"))){
const err5 = {instancePath:instancePath+"/error/class",schemaPath:"#/$defs/errorClass/enum",keyword:"enum",params:{allowedValues: schema77.enum},message:"must be equal to one of the allowed values",schema:schema77.enum,parentSchema:schema77,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.message !== undefined){
let data2 = data0.message;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/error/message",schemaPath:"#/properties/error/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema104.properties.error.properties.message.type,parentSchema:schema104.properties.error.properties.message,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema104.properties.error.type,parentSchema:schema104.properties.error,data:data0};
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
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema104.type,parentSchema:schema104,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate74.errors = vErrors;
return errors === 0;
}
validate74.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate73.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!data || typeof data != "object"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema103.type},message:"must be object,array",schema:schema103.type,parentSchema:schema103,data};
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
if(!(Array.isArray(data))){
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
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate74(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
if(valid0){
var items0 = true;
}
ifClause0 = "then";
}
else {
const _errs6 = errors;
if(!(validate74(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
var _valid0 = _errs6 === errors;
valid0 = _valid0;
if(valid0){
var props0 = true;
}
ifClause0 = "else";
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema103.if,parentSchema:schema103,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
const err3 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema103,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
validate73.errors = vErrors;
evaluated0.props = props0;
evaluated0.items = items0;
return errors === 0;
}
validate73.evaluated = {"dynamicProps":true,"dynamicItems":true};

const schema106 = {"type":"object","description":"What must hold at the end.","additionalProperties":false,"properties":{"status":{"enum":["succeeded","failed","cancelled"],"default":"succeeded","description":"Status of the run."},"result":{"description":"The run's result."},"state":{"type":"object","description":"Fields and their values."},"visited":{"type":"array","items":{"type":"string"},"description":"Nodes that ran."},"not_visited":{"type":"array","items":{"type":"string"},"description":"Nodes that did not run."},"error":{"type":"string","description":"Code of the run's error."},"max_llm_calls":{"type":"integer","minimum":0,"description":"Most model calls."},"ignored":{"type":"boolean","description":"The trigger's condition was false."},"that":{"type":"array","items":{"$ref":"#/$defs/condition"},"description":"Conditions over state and results."}}};

function validate78(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate78.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func1.call(schema106.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema106,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.status !== undefined){
let data0 = data.status;
if(!(((data0 === "succeeded") || (data0 === "failed")) || (data0 === "cancelled"))){
const err1 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema106.properties.status.enum},message:"must be equal to one of the allowed values",schema:schema106.properties.status.enum,parentSchema:schema106.properties.status,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.state !== undefined){
let data1 = data.state;
if(!(data1 && typeof data1 == "object" && !Array.isArray(data1))){
const err2 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema106.properties.state.type,parentSchema:schema106.properties.state,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.visited !== undefined){
let data2 = data.visited;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
const err3 = {instancePath:instancePath+"/visited/" + i0,schemaPath:"#/properties/visited/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema106.properties.visited.items.type,parentSchema:schema106.properties.visited.items,data:data3};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/visited",schemaPath:"#/properties/visited/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema106.properties.visited.type,parentSchema:schema106.properties.visited,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.not_visited !== undefined){
let data4 = data.not_visited;
if(Array.isArray(data4)){
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 !== "string"){
const err5 = {instancePath:instancePath+"/not_visited/" + i1,schemaPath:"#/properties/not_visited/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema106.properties.not_visited.items.type,parentSchema:schema106.properties.not_visited.items,data:data5};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/not_visited",schemaPath:"#/properties/not_visited/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema106.properties.not_visited.type,parentSchema:schema106.properties.not_visited,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.error !== undefined){
let data6 = data.error;
if(typeof data6 !== "string"){
const err7 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema106.properties.error.type,parentSchema:schema106.properties.error,data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.max_llm_calls !== undefined){
let data7 = data.max_llm_calls;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err8 = {instancePath:instancePath+"/max_llm_calls",schemaPath:"#/properties/max_llm_calls/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema106.properties.max_llm_calls.type,parentSchema:schema106.properties.max_llm_calls,data:data7};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(typeof data7 == "number"){
if(data7 < 0 || isNaN(data7)){
const err9 = {instancePath:instancePath+"/max_llm_calls",schemaPath:"#/properties/max_llm_calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema106.properties.max_llm_calls,data:data7};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.ignored !== undefined){
let data8 = data.ignored;
if(typeof data8 !== "boolean"){
const err10 = {instancePath:instancePath+"/ignored",schemaPath:"#/properties/ignored/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema106.properties.ignored.type,parentSchema:schema106.properties.ignored,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.that !== undefined){
let data9 = data.that;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if((typeof data10 !== "string") && (typeof data10 !== "boolean")){
const err11 = {instancePath:instancePath+"/that/" + i2,schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema42.type},message:"must be string,boolean",schema:schema42.type,parentSchema:schema42,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(typeof data10 === "string"){
if(func2(data10) < 1){
const err12 = {instancePath:instancePath+"/that/" + i2,schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema42,data:data10};
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
}
else {
const err13 = {instancePath:instancePath+"/that",schemaPath:"#/properties/that/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema106.properties.that.type,parentSchema:schema106.properties.that,data:data9};
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
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema106.type,parentSchema:schema106,data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate78.errors = vErrors;
return errors === 0;
}
validate78.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate72.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema102.required,parentSchema:schema102,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "name") || (key0 === "inputs")) || (key0 === "trigger")) || (key0 === "mocks")) || (key0 === "answers")) || (key0 === "signals")) || (key0 === "expect")) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema102,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func2(data0) < 1){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema102.properties.name,data:data0};
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
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema102.properties.name.type,parentSchema:schema102.properties.name,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.inputs !== undefined){
let data1 = data.inputs;
if(!(data1 && typeof data1 == "object" && !Array.isArray(data1))){
const err4 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.properties.inputs.type,parentSchema:schema102.properties.inputs,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.trigger !== undefined){
let data2 = data.trigger;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err5 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema102.properties.trigger.required,parentSchema:schema102.properties.trigger,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.event === undefined){
const err6 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/required",keyword:"required",params:{missingProperty: "event"},message:"must have required property '"+"event"+"'",schema:schema102.properties.trigger.required,parentSchema:schema102.properties.trigger,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "name") || (key1 === "event"))){
const err7 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema102.properties.trigger,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 !== "string"){
const err8 = {instancePath:instancePath+"/trigger/name",schemaPath:"#/properties/trigger/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema102.properties.trigger.properties.name.type,parentSchema:schema102.properties.trigger.properties.name,data:data3};
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
const err9 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.properties.trigger.type,parentSchema:schema102.properties.trigger,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.mocks !== undefined){
let data4 = data.mocks;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!(validate73(data4[key2], {instancePath:instancePath+"/mocks/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath:instancePath+"/mocks",schemaPath:"#/properties/mocks/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.properties.mocks.type,parentSchema:schema102.properties.mocks,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.answers !== undefined){
let data6 = data.answers;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key3 in data6){
let data7 = data6[key3];
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
const err11 = {instancePath:instancePath+"/answers/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/answers/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.properties.answers.additionalProperties.type,parentSchema:schema102.properties.answers.additionalProperties,data:data7};
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
const err12 = {instancePath:instancePath+"/answers",schemaPath:"#/properties/answers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.properties.answers.type,parentSchema:schema102.properties.answers,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.signals !== undefined){
let data8 = data.signals;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key4 in data8){
let data9 = data8[key4];
if(!(Array.isArray(data9))){
const err13 = {instancePath:instancePath+"/signals/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/signals/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema102.properties.signals.additionalProperties.type,parentSchema:schema102.properties.signals.additionalProperties,data:data9};
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
const err14 = {instancePath:instancePath+"/signals",schemaPath:"#/properties/signals/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.properties.signals.type,parentSchema:schema102.properties.signals,data:data8};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.expect !== undefined){
if(!(validate78(data.expect, {instancePath:instancePath+"/expect",parentData:data,parentDataProperty:"expect",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
}
if(data.trigger !== undefined){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs !== undefined){
const err15 = {instancePath:instancePath+"/inputs",schemaPath:"#/dependentSchemas/trigger/properties/inputs/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema102.dependentSchemas.trigger.properties.inputs,data:data.inputs};
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
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema102.type,parentSchema:schema102,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate72.errors = vErrors;
return errors === 0;
}
validate72.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:configurable-agents:workflow:1" */;
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
if(data.nodes === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "nodes"},message:"must have required property '"+"nodes"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema31.properties, key0)) || (pattern4.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func2(data0) > 100){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters",schema:100,parentSchema:schema31.properties.name,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.name,data:data0};
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
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.name.type,parentSchema:schema31.properties.name,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.description !== undefined){
let data1 = data.description;
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.description.type,parentSchema:schema31.properties.description,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.version !== undefined){
let data2 = data.version;
if((typeof data2 !== "string") && (!(typeof data2 == "number"))){
const err6 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: schema31.properties.version.type},message:"must be string,number",schema:schema31.properties.version.type,parentSchema:schema31.properties.version,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
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
if(data.inputs !== undefined){
let data4 = data.inputs;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func2(data5) > 64){
const err7 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern6.test(data5)){
const err8 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data5};
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
const err9 = {instancePath:instancePath+"/inputs/" + i0,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.inputs.type,parentSchema:schema31.properties.inputs,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.triggers !== undefined){
let data6 = data.triggers;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
if(!(validate34(data6[i1], {instancePath:instancePath+"/triggers/" + i1,parentData:data6,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/triggers",schemaPath:"#/properties/triggers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.triggers.type,parentSchema:schema31.properties.triggers,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.nodes !== undefined){
let data8 = data.nodes;
if(Array.isArray(data8)){
if(data8.length < 1){
const err12 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.nodes,data:data8};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
if(!(validate43(data8[i2], {instancePath:instancePath+"/nodes/" + i2,parentData:data8,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nodes.type,parentSchema:schema31.properties.nodes,data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.edges !== undefined){
let data10 = data.edges;
if(Array.isArray(data10)){
const len3 = data10.length;
for(let i3=0; i3<len3; i3++){
if(!(validate58(data10[i3], {instancePath:instancePath+"/edges/" + i3,parentData:data10,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath:instancePath+"/edges",schemaPath:"#/properties/edges/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.edges.type,parentSchema:schema31.properties.edges,data:data10};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.execution !== undefined){
if(!(validate62(data.execution, {instancePath:instancePath+"/execution",parentData:data,parentDataProperty:"execution",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.observability !== undefined){
if(!(validate66(data.observability, {instancePath:instancePath+"/observability",parentData:data,parentDataProperty:"observability",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
if(data.tests !== undefined){
let data14 = data.tests;
if(Array.isArray(data14)){
const len4 = data14.length;
for(let i4=0; i4<len4; i4++){
if(!(validate72(data14[i4], {instancePath:instancePath+"/tests/" + i4,parentData:data14,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.tests.type,parentSchema:schema31.properties.tests,data:data14};
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
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

