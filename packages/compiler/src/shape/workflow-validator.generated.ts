// @ts-nocheck
// Made by `npm run build:validator` from schema/workflow.schema.json, by ajv. Not to be edited.
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { sameJson } from '@configurable-agents/core/graph';
import type { WorkflowValidator } from './shape.ts';
export const validateWorkflow: WorkflowValidator = validate20;


const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:configurable-agents:workflow:1","title":"Workflow (native dialect)","description":"A configurable-agents workflow file without schema_version.","type":"object","required":["nodes"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"maxLength":100,"description":"Default is the file's name."},"description":{"type":"string","description":"What the workflow is for."},"version":{"type":["string","number"],"description":"The author's label. It has no effect."},"state":{"$ref":"#/$defs/state"},"inputs":{"type":"array","items":{"$ref":"#/$defs/name"},"description":"Fields that are inputs. Default is every field that no node writes."},"env":{"description":"Environment variables to read as env.NAME; a list, or a map of name to default.","type":["array","object"],"uniqueItems":true,"items":{"$ref":"#/$defs/alias"},"propertyNames":{"$ref":"#/$defs/alias"},"additionalProperties":{"type":["string","null"]}},"models":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/llmObject"},"description":"Aliases for llm.model."},"schemas":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"$ref":"#/$defs/jsonSchema"},"description":"JSON Schemas for $ref: '#/schemas/NAME'."},"defaults":{"description":"Defaults for llm, code and action nodes.","type":"object","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"llm":{"$ref":"#/$defs/llm"},"retry":{"$ref":"#/$defs/retry"},"timeout":{"$ref":"#/$defs/duration","description":"Limit of one attempt."}}},"triggers":{"type":"array","items":{"$ref":"#/$defs/trigger"},"description":"What starts runs."},"nodes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/node"},"description":"Units of work, in this order where edges are absent."},"edges":{"type":"array","items":{"$ref":"#/$defs/edge"},"description":"Order and routes. Without this key the nodes run as listed."},"result":{"description":"The run's result. Default is that of the exit that completed."},"execution":{"$ref":"#/$defs/execution"},"on_finish":{"$ref":"#/$defs/on_finish"},"observability":{"$ref":"#/$defs/observability"},"tests":{"type":"array","items":{"$ref":"#/$defs/test"},"description":"Cases for the test command."}},"$defs":{"name":{"description":"Letters, digits, underscores; not a reserved word.","type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},"alias":{"description":"Letters, digits, underscores.","type":"string","maxLength":64,"pattern":"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},"duration":{"description":"250ms, 30s, 1h30m, ISO 8601 such as PT30S, or a number of seconds.","type":["string","number"],"minimum":0,"pattern":"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},"condition":{"description":"A CEL condition; ${{ }} around it is accepted.","type":["string","boolean"],"minLength":1},"template":{"description":"Text with {placeholders} and ${{ expressions }}.","type":"string"},"target":{"description":"A node, several nodes, or END.","type":["string","array"],"minLength":1,"minItems":1,"items":{"type":"string"}},"jsonSchema":{"description":"A JSON Schema (2020-12).","type":["object","boolean"],"properties":{"type":{"description":"JSON type, or a list of types.","type":["string","array"],"if":{"type":"string"},"then":{"$ref":"#/$defs/jsonType"},"else":{"minItems":1,"items":{"$ref":"#/$defs/jsonType"}}},"$ref":{"type":"string","pattern":"^#(?:/schemas/|/\\$defs/|$)","description":"#/schemas/NAME, or #/$defs/NAME of this schema."},"$defs":{"$ref":"#/$defs/schemaMap"},"properties":{"$ref":"#/$defs/schemaMap"},"patternProperties":{"$ref":"#/$defs/schemaMap"},"additionalProperties":{"$ref":"#/$defs/jsonSchema"},"items":{"$ref":"#/$defs/jsonSchema"},"not":{"$ref":"#/$defs/jsonSchema"},"if":{"$ref":"#/$defs/jsonSchema"},"then":{"$ref":"#/$defs/jsonSchema"},"else":{"$ref":"#/$defs/jsonSchema"},"prefixItems":{"$ref":"#/$defs/schemaList"},"allOf":{"$ref":"#/$defs/schemaList"},"anyOf":{"$ref":"#/$defs/schemaList"},"oneOf":{"$ref":"#/$defs/schemaList"},"required":{"type":"array","items":{"type":"string"},"description":"Properties that must be present."},"enum":{"type":"array","minItems":1,"description":"The values allowed."},"minimum":{"type":"number"},"maximum":{"type":"number"},"minLength":{"type":"integer","minimum":0},"maxLength":{"type":"integer","minimum":0},"minItems":{"type":"integer","minimum":0},"maxItems":{"type":"integer","minimum":0},"pattern":{"type":"string","format":"regex"}}},"jsonType":{"enum":["string","integer","number","boolean","array","object","null"]},"schemaMap":{"type":"object","additionalProperties":{"$ref":"#/$defs/jsonSchema"},"description":"Schemas by name."},"schemaList":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/jsonSchema"},"description":"A list of schemas."},"objectSchema":{"description":"A JSON Schema of an object.","$ref":"#/$defs/jsonSchema","type":"object"},"state":{"description":"JSON Schema of the run's state; each property is a field.","$ref":"#/$defs/jsonSchema","type":"object","properties":{"type":{"const":"object"},"properties":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":["object","boolean"],"properties":{"default":{"description":"Value before any write; it makes an input optional."},"reduce":{"description":"append, merge, sum, max, min, last, or CEL over old and new.","type":"string","pattern":"^(?:append|merge|sum|max|min|last)$|\\b(?:old|new)\\b"}}}}}},"llmObject":{"type":"object","description":"Provider, model and parameters.","additionalProperties":false,"properties":{"provider":{"type":"string","description":"The provider: echo, or a plugin's."},"model":{"type":"string","description":"The provider's model, or without provider an alias of models."},"temperature":{"type":"number","minimum":0,"maximum":2,"description":"Sampling temperature."},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Nucleus sampling."},"top_k":{"type":"integer","minimum":1,"description":"Likeliest tokens considered."},"max_tokens":{"type":"integer","minimum":1,"description":"Most output tokens."},"stop":{"type":"array","maxItems":16,"items":{"type":"string"},"description":"Texts that end the answer."},"seed":{"type":"integer","description":"Seed where the provider has one."},"presence_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty for tokens that occurred."},"frequency_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty by frequency."},"reasoning":{"enum":["none","low","medium","high"],"description":"Reasoning effort."},"options":{"type":"object","description":"The provider's own options."},"fallback":{"type":"array","minItems":1,"maxItems":5,"items":{"$ref":"#/$defs/llm"},"description":"Models to ask in this order where this one is not there."}}},"errorClass":{"enum":["error","timeout","rate_limit","unavailable","invalid_output","refused","auth","bad_request","not_found"],"description":"Class of a failure."},"retry":{"description":"Attempts after a failure; a number is max_attempts.","type":["object","integer"],"minimum":1,"maximum":100,"required":["max_attempts"],"additionalProperties":false,"properties":{"max_attempts":{"type":"integer","minimum":1,"maximum":100,"description":"All attempts."},"initial":{"$ref":"#/$defs/duration","default":"1s","description":"First wait."},"factor":{"type":"number","minimum":1,"maximum":10,"default":2,"description":"Growth of the wait."},"max":{"$ref":"#/$defs/duration","default":"60s","description":"Longest wait."},"jitter":{"type":"boolean","default":true,"description":"Full jitter."},"retry_on":{"type":"array","minItems":1,"items":{"anyOf":[{"$ref":"#/$defs/errorClass"},{"enum":["context_length","content_filter","model_not_found","invalid_request"]}]},"description":"Default is every retryable failure."}}},"node":{"type":"object","description":"One unit of work.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"$ref":"#/$defs/name","description":"Unique; also names the result."},"description":{"type":"string","description":"What the node is for."},"uses":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$","description":"Action: http, set, wait, approval, or PLUGIN.NAME."},"with":{"type":"object","description":"Inputs by the action's schema."},"when":{"$ref":"#/$defs/condition","default":true,"description":"False: skipped, and the run goes on."},"outputs":{"description":"State to write; properties, or a map of field to source.","type":["array","object"],"minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/name"},"minProperties":1,"propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"string","description":"A property path of the output, such as items[0].title."}},"output_schema":{"$ref":"#/$defs/jsonSchema","description":"What the node's output is."},"for_each":{"$ref":"#/$defs/forEach"},"retry":{"$ref":"#/$defs/retry"},"timeout":{"$ref":"#/$defs/duration","description":"Limit of one attempt."},"on_error":{"$ref":"#/$defs/onError"},"on_unknown":{"enum":["retry","fail"],"description":"After a crash."},"join":{"enum":["all","any"],"default":"all","description":"Incoming edges to wait for."},"losers":{"enum":["cancel","finish"],"default":"cancel","description":"With join: any, what the slower branches do."},"entry":{"type":"boolean","default":false,"description":"Starts with the run and needs no edge."},"finally":{"type":"boolean","default":false,"description":"Runs at the end whatever happened."},"prompt":{"minLength":1,"description":"The last user turn; makes an LLM node.","type":"string"},"system":{"$ref":"#/$defs/template","description":"System prompt."},"messages":{"$ref":"#/$defs/messages"},"images":{"type":"array","items":{"$ref":"#/$defs/template"},"description":"https or data URL, or a file."},"llm":{"$ref":"#/$defs/llm"},"repair":{"type":"integer","minimum":0,"maximum":5,"default":1,"description":"Corrections of an answer that breaks the schema."},"budget":{"$ref":"#/$defs/budget"},"tools":{"type":"array","items":{"$ref":"#/$defs/tool"},"description":"What the model may call."},"tool_choice":{"type":"string","default":"auto","description":"auto, required, none, or a tool's name."},"max_turns":{"type":"integer","minimum":1,"maximum":50,"default":8,"description":"Most model calls."},"cache":{"$ref":"#/$defs/cache"},"code":{"type":"string","minLength":1,"description":"JavaScript; braces in it are never read."},"memory":{"$ref":"#/$defs/size","default":"64MB","description":"Memory limit of the code."},"workflow":{"type":"string","minLength":1,"description":"./file.yaml, or a registered name; its inputs are `with`."},"wait":{"type":"boolean","default":true,"description":"Whether a sub-workflow's end is awaited."}},"allOf":[{"if":{"anyOf":[{"required":["prompt"]},{"required":["messages"]}]},"then":{"properties":{"uses":{"const":"llm"},"code":false,"workflow":false,"with":false,"memory":false,"output_schema":{"$ref":"#/$defs/objectSchema"}}},"else":{"properties":{"system":false,"images":false,"tools":false,"tool_choice":false,"max_turns":false,"repair":false,"budget":false,"cache":false},"if":{"anyOf":[{"required":["llm"]},{"required":["uses"],"properties":{"uses":{"const":"llm"}}}]},"then":{"required":["prompt"]}}},{"if":{"not":{"anyOf":[{"required":["prompt"]},{"required":["messages"]},{"required":["code"]},{"required":["workflow"]},{"required":["llm"]}]}},"then":{"required":["uses"]}},{"if":{"anyOf":[{"required":["code"]},{"required":["uses"],"properties":{"uses":{"const":"code"}}}]},"then":{"required":["code"],"properties":{"uses":{"const":"code"},"workflow":false,"llm":false}},"else":{"properties":{"memory":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"set"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false}}},{"if":{"anyOf":[{"required":["workflow"]},{"required":["uses"],"properties":{"uses":{"const":"workflow"}}}]},"then":{"required":["workflow"],"properties":{"uses":{"const":"workflow"},"output_schema":false,"retry":false}},"else":{"properties":{"wait":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"trigger_workflow"}}},"then":{"required":["with"],"properties":{"with":{"type":"object","required":["workflow"],"additionalProperties":false,"properties":{"workflow":{"$ref":"#/$defs/workflowName"},"inputs":{"type":"object","description":"The inputs of the run."}}},"output_schema":false,"retry":false,"timeout":false}}},{"if":{"required":["workflow","wait"],"properties":{"wait":{"const":false}}},"then":{"properties":{"timeout":false,"workflow":{"$ref":"#/$defs/workflowName"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"wait"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/wait"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"approval"}}},"then":{"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/approval"}}}},{"if":{"required":["finally"],"properties":{"finally":{"const":true}}},"then":{"properties":{"join":false,"losers":false,"entry":false,"for_each":false,"on_error":{"type":"string"}}}},{"if":{"required":["losers"]},"then":{"required":["join"],"properties":{"join":{"const":"any"}}}}]},"edge":{"type":"object","description":"Order between nodes.","required":["from"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"from":{"$ref":"#/$defs/target","description":"One or more nodes, or START."},"to":{"$ref":"#/$defs/target"},"routes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/route"},"description":"The first that holds is taken."}},"if":{"required":["routes"]},"then":{"properties":{"to":false,"from":{"type":"string"}}},"else":{"required":["to"]}},"trigger":{"type":"object","description":"What starts a run.","required":["uses"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"uses":{"type":"string","description":"generic, schedule, manual, or a plugin's."},"name":{"$ref":"#/$defs/name","description":"Name for the configuration."},"enabled":{"type":"boolean","default":true,"description":"False closes this way in."},"events":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[A-Za-z0-9_*.:-]+$"},"description":"Event types that start a run."},"when":{"$ref":"#/$defs/condition","default":true},"inputs":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"description":"The run's inputs; templates over event."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the event must be."},"with":{"type":"object","description":"Configuration of a plugin's trigger."},"require_id":{"type":"boolean","default":false,"description":"Refuse deliveries without an id."},"cron":{"type":"string","minLength":1,"description":"Minute, hour, day, month, weekday."},"every":{"$ref":"#/$defs/duration","description":"A fixed interval."},"timezone":{"type":"string","minLength":1,"default":"UTC","description":"IANA time zone."},"catch_up":{"enum":["none","last","all"],"default":"last","description":"Slots missed while down."},"overlap":{"enum":["allow","skip","queue","cancel"],"default":"allow","description":"When the last run is still open."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"debounce":{"$ref":"#/$defs/debounce"},"singleton":{"type":"boolean","default":false,"description":"No second run while one is open."},"priority":{"$ref":"#/$defs/priority"}},"allOf":[{"if":{"properties":{"uses":{"const":"schedule"}}},"then":{"properties":{"events":false,"schema":false,"with":false},"if":{"required":["every"]},"then":{"properties":{"cron":false}},"else":{"required":["cron"]}}},{"if":{"properties":{"uses":{"enum":["generic","github","stripe","slack","standard","manual"]}}},"then":{"properties":{"cron":false,"every":false,"timezone":false,"catch_up":false,"overlap":false}}},{"if":{"properties":{"uses":{"enum":["github","stripe","slack"]}}},"then":{"properties":{"with":false,"schema":false}}},{"if":{"properties":{"uses":{"const":"manual"}}},"then":{"properties":{"events":false,"inputs":false,"schema":false,"with":false}}},{"if":{"properties":{"uses":{"const":"generic"}}},"then":{"properties":{"events":false,"with":false}},"else":{"properties":{"require_id":false}}},{"if":{"properties":{"uses":{"const":"standard"}}},"then":{"properties":{"with":false}}},{"if":{"required":["singleton"],"properties":{"singleton":{"const":true}}},"then":{"properties":{"concurrency":false}}}]},"enabled":{"type":"boolean","default":true,"description":"Off keeps the settings."},"capture":{"enum":["all","metadata"],"description":"Whether contents are sent."},"textMap":{"type":"object","additionalProperties":{"type":["string","number","boolean"]},"description":"Names and values."},"observability":{"type":"object","description":"Trackers. Other keys name a plugin's.","patternProperties":{"^x-":true},"additionalProperties":{"type":"object"},"properties":{"mlflow":{"$ref":"#/$defs/mlflow"},"otel":{"$ref":"#/$defs/otel"},"console":{"type":"object","description":"Lines on standard error.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"level":{"enum":["debug","info","warn","error"],"default":"info","description":"Least level shown."}}}}},"mlflow":{"type":"object","description":"MLflow tracking.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"experiment_name":{"type":"string","maxLength":500,"description":"Default is the workflow's name."},"run_name":{"$ref":"#/$defs/template","minLength":1,"description":"Default is the workflow's name with a part of the run's id."},"tags":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"all"}}},"workflowName":{"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$","description":"the name of a registered workflow"},"size":{"description":"A number of bytes, or with a unit such as 64MB.","type":["string","integer"],"minimum":1,"pattern":"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"},"list":{"description":"A list, or text that is one ${{ expression }}.","type":["array","string"],"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},"forEach":{"description":"One execution for each item of a list.","type":"object","required":["in"],"additionalProperties":false,"properties":{"in":{"$ref":"#/$defs/list"},"as":{"$ref":"#/$defs/alias","default":"item","description":"Name of the item."},"index_as":{"$ref":"#/$defs/alias","default":"index","description":"Name of the index; it counts from 0."},"max_parallel":{"type":"integer","minimum":1,"maximum":1000,"default":1,"description":"Items that run at once."},"max_items":{"type":"integer","minimum":1,"maximum":100000,"default":1000,"description":"A longer list fails the node."},"on_item_error":{"enum":["fail","continue","collect"],"default":"fail","description":"What a failed item does."}}},"onError":{"description":"fail, continue, or another node to go to.","default":"fail","type":["string","object"],"required":["to"],"additionalProperties":false,"properties":{"to":{"type":"string","description":"Node that takes over."}},"if":{"type":"string"},"then":{"enum":["fail","continue"]}},"route":{"type":"object","description":"A way on; the last has no condition.","required":["to"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"when":{"$ref":"#/$defs/condition"},"to":{"$ref":"#/$defs/target"},"max_iterations":{"type":"integer","minimum":1,"maximum":10000,"description":"How often the loop runs in all."},"on_limit":{"type":"string","description":"Where to go at the bound: a node or END."}},"dependentRequired":{"on_limit":["max_iterations"]}},"wait":{"type":"object","description":"A wait for a time or a signal.","minProperties":1,"additionalProperties":false,"properties":{"duration":{"type":["string","number"],"description":"How long from now; may be a template."},"until":{"$ref":"#/$defs/template","description":"A point in time (RFC 3339) or a timestamp."},"signal":{"$ref":"#/$defs/alias","description":"Name of the signal; its payload is the output."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the payload must be."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the signal."},"default":{"description":"Payload when time is up."}},"allOf":[{"if":{"required":["duration"]},"then":{"properties":{"until":false,"signal":false}}},{"if":{"required":["until"]},"then":{"properties":{"signal":false}}},{"if":{"required":["signal"]},"then":{},"else":{"properties":{"schema":false,"timeout":false,"default":false}}}]},"approval":{"type":"object","description":"A question.","additionalProperties":false,"properties":{"message":{"$ref":"#/$defs/template","description":"Shown to who answers."},"show":{"type":"object","description":"Values shown beside the message."},"form":{"$ref":"#/$defs/objectSchema","description":"What is asked."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the answer."},"default":{"type":"object","description":"The answer when time is up."}}},"on_finish":{"type":"object","description":"Where the end of each run is told.","required":["url","secret"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"url":{"type":"string","minLength":1,"description":"An https URL."},"secret":{"type":"string","minLength":1,"description":"Name of the environment variable with the secret that it is signed with."}}},"execution":{"type":"object","description":"Limits of a run.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"timeout":{"$ref":"#/$defs/duration","description":"Limit of the run."},"on_failure":{"enum":["cancel","drain"],"default":"cancel","description":"What running nodes do when one failed."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"priority":{"$ref":"#/$defs/priority"},"budget":{"$ref":"#/$defs/budget"},"gates":{"type":"array","items":{"$ref":"#/$defs/gate"},"description":"Bounds that are asked when the run ends."}}},"gate":{"type":"object","description":"A bound on a figure of a run.","required":["metric"],"additionalProperties":false,"patternProperties":{"^x-":true},"anyOf":[{"required":["min"]},{"required":["max"]}],"properties":{"name":{"type":"string","minLength":1,"description":"Default is the metric."},"metric":{"enum":["cost_usd","duration_ms","input_tokens","output_tokens","total_tokens","llm_calls"],"description":"The figure."},"min":{"type":"number","description":"At least so much."},"max":{"type":"number","description":"At most so much."},"action":{"enum":["warn","fail"],"default":"warn","description":"fail: the run fails with `RUN_GATE_FAILED`."}}},"concurrency":{"type":"object","description":"Open runs.","required":["limit"],"additionalProperties":false,"properties":{"key":{"$ref":"#/$defs/template","description":"Runs are counted by this."},"limit":{"type":"integer","minimum":1,"description":"Open runs for one key."},"on_conflict":{"enum":["queue","skip","cancel"],"default":"queue","description":"What a further run does."}}},"rateLimit":{"type":"object","description":"Starts in a period.","required":["limit","period"],"additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"description":"Starts for one key."},"period":{"$ref":"#/$defs/duration","description":"The period, which slides."},"key":{"$ref":"#/$defs/template","description":"Starts are counted by this."},"on_conflict":{"enum":["queue","skip"],"default":"queue","description":"What a further run does."}}},"debounce":{"type":"object","description":"Only the last of a burst starts a run.","required":["period"],"additionalProperties":false,"properties":{"period":{"$ref":"#/$defs/duration","description":"Quiet time before the start."},"key":{"$ref":"#/$defs/template","description":"Bursts are told apart by this."},"max_wait":{"$ref":"#/$defs/duration","description":"Longest delay. Default is ten periods."}}},"priority":{"description":"A number or one ${{ expression }}; higher starts first.","type":["integer","string"],"minimum":-100,"maximum":100,"default":0,"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},"otel":{"type":"object","description":"OpenTelemetry.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"service_name":{"type":"string","minLength":1,"default":"configurable-agents","description":"Name of the service."},"attributes":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"metadata"}}},"test":{"type":"object","description":"A case for the test command.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"description":"Unique."},"inputs":{"type":"object","description":"The run's inputs."},"trigger":{"type":"object","description":"A trigger's entry and its event, instead of inputs.","required":["name","event"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the entry."},"event":{"description":"The event's data."}}},"mocks":{"type":"object","description":"Outcomes of nodes, instead of running them.","additionalProperties":{"$ref":"#/$defs/mocks"}},"answers":{"type":"object","description":"Answers to approvals, by node.","additionalProperties":{"type":"object"}},"signals":{"type":"object","description":"Payloads of signals, by signal.","additionalProperties":{"type":"array"}},"expect":{"$ref":"#/$defs/expect"}},"dependentSchemas":{"trigger":{"properties":{"inputs":false}}}},"mocks":{"description":"An outcome, or a list of them by execution.","type":["object","array"],"minItems":1,"if":{"type":"array"},"then":{"items":{"$ref":"#/$defs/mock"}},"else":{"$ref":"#/$defs/mock"}},"mock":{"description":"`output`, or `error`.","type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"output":{"description":"What the node gives."},"error":{"type":"object","description":"How it fails.","required":["class"],"additionalProperties":false,"properties":{"class":{"$ref":"#/$defs/errorClass"},"message":{"type":"string","description":"What it says."}}}}},"expect":{"type":"object","description":"What must hold at the end.","additionalProperties":false,"properties":{"status":{"enum":["succeeded","failed","cancelled"],"default":"succeeded","description":"Status of the run."},"result":{"description":"The run's result."},"state":{"type":"object","description":"Fields and their values."},"visited":{"type":"array","items":{"type":"string"},"description":"Nodes that ran."},"not_visited":{"type":"array","items":{"type":"string"},"description":"Nodes that did not run."},"error":{"type":"string","description":"Code of the run's error."},"max_llm_calls":{"type":"integer","minimum":0,"description":"Most model calls."},"ignored":{"type":"boolean","description":"The trigger's condition was false."},"that":{"type":"array","items":{"$ref":"#/$defs/condition"},"description":"Conditions over state and results."}}},"llm":{"description":"Provider, model and parameters, or an alias of models.","type":["object","string"],"if":{"type":"string"},"then":{"$ref":"#/$defs/name"},"else":{"$ref":"#/$defs/llmObject"}},"tool":{"description":"A tool's name, or a tool with settings.","type":["string","object"],"minLength":1,"additionalProperties":false,"properties":{"uses":{"type":"string","description":"PLUGIN.TOOL."},"with":{"type":"object","description":"Fixed arguments."},"name":{"$ref":"#/$defs/name","description":"Name shown to the model."},"workflow":{"type":"string","description":"A workflow as tool."},"description":{"type":"string","description":"What the model is told."},"max_calls":{"type":"integer","minimum":1,"description":"Most calls in one execution."},"mcp":{"$ref":"#/$defs/mcp"}},"allOf":[{"if":{"type":"object","required":["uses"]},"then":{"properties":{"workflow":false,"mcp":false}}},{"if":{"type":"object","required":["workflow"]},"then":{"required":["description"],"properties":{"with":false,"mcp":false}}},{"if":{"type":"object","required":["mcp"]},"then":{"properties":{"with":false,"name":false}}},{"if":{"type":"object","not":{"anyOf":[{"required":["workflow"]},{"required":["mcp"]}]}},"then":{"required":["uses"]}}]},"messages":{"description":"Turns before the prompt.","type":"array","minItems":1,"items":{"type":"object","required":["role","content"],"additionalProperties":false,"properties":{"role":{"enum":["user","assistant"],"description":"Who speaks."},"content":{"description":"Text, or a list of parts.","type":["string","array"],"items":{"type":"object","minProperties":1,"maxProperties":1,"additionalProperties":false,"properties":{"text":{"$ref":"#/$defs/template"},"image":{"$ref":"#/$defs/template","description":"https or data URL, or a file."}}}}}}},"cache":{"description":"Reuse of answers to identical requests.","default":false,"type":["boolean","object"],"additionalProperties":false,"properties":{"ttl":{"$ref":"#/$defs/duration","default":"24h","description":"How long an answer is kept."},"scope":{"enum":["workflow","run"],"default":"workflow","description":"Who shares it."}}},"mcp":{"description":"Tools of an MCP server.","type":"object","required":["allow"],"additionalProperties":false,"properties":{"command":{"type":"string","description":"Program to start."},"args":{"type":"array","items":{"type":"string"},"description":"Its arguments."},"env":{"type":"object","additionalProperties":{"type":"string"},"description":"Its environment."},"url":{"type":"string","description":"Address of a running server."},"headers":{"type":"object","additionalProperties":{"type":"string"},"description":"Headers; may hold secrets."},"allow":{"type":"array","minItems":1,"items":{"type":"string"},"description":"Tools that may be used."}},"if":{"required":["command"]},"then":{"properties":{"url":false,"headers":false}},"else":{"required":["url"],"properties":{"args":false,"env":false}}},"budget":{"description":"No model is called once so much is spent, of a run or of a node in it.","type":"object","minProperties":1,"additionalProperties":false,"properties":{"max_cost":{"type":"number","minimum":0,"description":"US dollars."},"max_tokens":{"type":"integer","minimum":1,"description":"Input and output tokens."},"max_llm_calls":{"type":"integer","minimum":1,"description":"Model calls."}}}}};
const schema38 = {"description":"Letters, digits, underscores; not a reserved word.","type":"string","maxLength":64,"pattern":"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"};
const schema40 = {"description":"Letters, digits, underscores.","type":"string","maxLength":64,"pattern":"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"};
const schema48 = {"description":"250ms, 30s, 1h30m, ISO 8601 such as PT30S, or a number of seconds.","type":["string","number"],"minimum":0,"pattern":"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"};
const schema111 = {"type":"object","description":"Where the end of each run is told.","required":["url","secret"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"url":{"type":"string","minLength":1,"description":"An https URL."},"secret":{"type":"string","minLength":1,"description":"Name of the environment variable with the secret that it is signed with."}}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = ucs2length.default;
const func0 = sameJson;
const pattern4 = new RegExp("^x-", "u");
const pattern6 = new RegExp("^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern9 = new RegExp("^(?!__)[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern15 = new RegExp("^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$", "u");
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

const schema43 = {"type":"object","description":"Provider, model and parameters.","additionalProperties":false,"properties":{"provider":{"type":"string","description":"The provider: echo, or a plugin's."},"model":{"type":"string","description":"The provider's model, or without provider an alias of models."},"temperature":{"type":"number","minimum":0,"maximum":2,"description":"Sampling temperature."},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"Nucleus sampling."},"top_k":{"type":"integer","minimum":1,"description":"Likeliest tokens considered."},"max_tokens":{"type":"integer","minimum":1,"description":"Most output tokens."},"stop":{"type":"array","maxItems":16,"items":{"type":"string"},"description":"Texts that end the answer."},"seed":{"type":"integer","description":"Seed where the provider has one."},"presence_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty for tokens that occurred."},"frequency_penalty":{"type":"number","minimum":-2,"maximum":2,"description":"Penalty by frequency."},"reasoning":{"enum":["none","low","medium","high"],"description":"Reasoning effort."},"options":{"type":"object","description":"The provider's own options."},"fallback":{"type":"array","minItems":1,"maxItems":5,"items":{"$ref":"#/$defs/llm"},"description":"Models to ask in this order where this one is not there."}}};
const schema44 = {"description":"Provider, model and parameters, or an alias of models.","type":["object","string"],"if":{"type":"string"},"then":{"$ref":"#/$defs/name"},"else":{"$ref":"#/$defs/llmObject"}};
const wrapper8 = {validate: validate34};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema44.type},message:"must be object,string",schema:schema44.type,parentSchema:schema44,data};
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
const err2 = {instancePath,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!pattern6.test(data)){
const err3 = {instancePath,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data};
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
const err4 = {instancePath,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data};
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
if(!(wrapper8.validate(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper8.validate.errors : vErrors.concat(wrapper8.validate.errors);
errors = vErrors.length;
}
else {
var props0 = wrapper8.validate.evaluated.props;
var items0 = wrapper8.validate.evaluated.items;
}
var _valid0 = _errs7 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err5 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema44.if,parentSchema:schema44,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate35.errors = vErrors;
evaluated0.props = props0;
evaluated0.items = items0;
return errors === 0;
}
validate35.evaluated = {"dynamicProps":true,"dynamicItems":true};


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
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func1.call(schema43.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.provider !== undefined){
let data0 = data.provider;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.provider.type,parentSchema:schema43.properties.provider,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.model !== undefined){
let data1 = data.model;
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.model.type,parentSchema:schema43.properties.model,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.temperature !== undefined){
let data2 = data.temperature;
if(typeof data2 == "number"){
if(data2 > 2 || isNaN(data2)){
const err3 = {instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema43.properties.temperature,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err4 = {instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema43.properties.temperature,data:data2};
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
const err5 = {instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema43.properties.temperature.type,parentSchema:schema43.properties.temperature,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.top_p !== undefined){
let data3 = data.top_p;
if(typeof data3 == "number"){
if(data3 > 1 || isNaN(data3)){
const err6 = {instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema43.properties.top_p,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data3 <= 0 || isNaN(data3)){
const err7 = {instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema43.properties.top_p,data:data3};
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
const err8 = {instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema43.properties.top_p.type,parentSchema:schema43.properties.top_p,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.top_k !== undefined){
let data4 = data.top_k;
if(!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))){
const err9 = {instancePath:instancePath+"/top_k",schemaPath:"#/properties/top_k/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema43.properties.top_k.type,parentSchema:schema43.properties.top_k,data:data4};
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
const err10 = {instancePath:instancePath+"/top_k",schemaPath:"#/properties/top_k/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema43.properties.top_k,data:data4};
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
if(data.max_tokens !== undefined){
let data5 = data.max_tokens;
if(!((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5)))){
const err11 = {instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema43.properties.max_tokens.type,parentSchema:schema43.properties.max_tokens,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(typeof data5 == "number"){
if(data5 < 1 || isNaN(data5)){
const err12 = {instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema43.properties.max_tokens,data:data5};
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
if(data.stop !== undefined){
let data6 = data.stop;
if(Array.isArray(data6)){
if(data6.length > 16){
const err13 = {instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema43.properties.stop,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 !== "string"){
const err14 = {instancePath:instancePath+"/stop/" + i0,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.stop.items.type,parentSchema:schema43.properties.stop.items,data:data7};
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
const err15 = {instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema43.properties.stop.type,parentSchema:schema43.properties.stop,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.seed !== undefined){
let data8 = data.seed;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err16 = {instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema43.properties.seed.type,parentSchema:schema43.properties.seed,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.presence_penalty !== undefined){
let data9 = data.presence_penalty;
if(typeof data9 == "number"){
if(data9 > 2 || isNaN(data9)){
const err17 = {instancePath:instancePath+"/presence_penalty",schemaPath:"#/properties/presence_penalty/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema43.properties.presence_penalty,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data9 < -2 || isNaN(data9)){
const err18 = {instancePath:instancePath+"/presence_penalty",schemaPath:"#/properties/presence_penalty/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2},message:"must be >= -2",schema:-2,parentSchema:schema43.properties.presence_penalty,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/presence_penalty",schemaPath:"#/properties/presence_penalty/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema43.properties.presence_penalty.type,parentSchema:schema43.properties.presence_penalty,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.frequency_penalty !== undefined){
let data10 = data.frequency_penalty;
if(typeof data10 == "number"){
if(data10 > 2 || isNaN(data10)){
const err20 = {instancePath:instancePath+"/frequency_penalty",schemaPath:"#/properties/frequency_penalty/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2",schema:2,parentSchema:schema43.properties.frequency_penalty,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data10 < -2 || isNaN(data10)){
const err21 = {instancePath:instancePath+"/frequency_penalty",schemaPath:"#/properties/frequency_penalty/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2},message:"must be >= -2",schema:-2,parentSchema:schema43.properties.frequency_penalty,data:data10};
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
const err22 = {instancePath:instancePath+"/frequency_penalty",schemaPath:"#/properties/frequency_penalty/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema43.properties.frequency_penalty.type,parentSchema:schema43.properties.frequency_penalty,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.reasoning !== undefined){
let data11 = data.reasoning;
if(!((((data11 === "none") || (data11 === "low")) || (data11 === "medium")) || (data11 === "high"))){
const err23 = {instancePath:instancePath+"/reasoning",schemaPath:"#/properties/reasoning/enum",keyword:"enum",params:{allowedValues: schema43.properties.reasoning.enum},message:"must be equal to one of the allowed values",schema:schema43.properties.reasoning.enum,parentSchema:schema43.properties.reasoning,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.options !== undefined){
let data12 = data.options;
if(!(data12 && typeof data12 == "object" && !Array.isArray(data12))){
const err24 = {instancePath:instancePath+"/options",schemaPath:"#/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.properties.options.type,parentSchema:schema43.properties.options,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.fallback !== undefined){
let data13 = data.fallback;
if(Array.isArray(data13)){
if(data13.length > 5){
const err25 = {instancePath:instancePath+"/fallback",schemaPath:"#/properties/fallback/maxItems",keyword:"maxItems",params:{limit: 5},message:"must NOT have more than 5 items",schema:5,parentSchema:schema43.properties.fallback,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data13.length < 1){
const err26 = {instancePath:instancePath+"/fallback",schemaPath:"#/properties/fallback/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema43.properties.fallback,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
if(!(validate35(data13[i1], {instancePath:instancePath+"/fallback/" + i1,parentData:data13,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
}
else {
const err27 = {instancePath:instancePath+"/fallback",schemaPath:"#/properties/fallback/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema43.properties.fallback.type,parentSchema:schema43.properties.fallback,data:data13};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"description":"Attempts after a failure; a number is max_attempts.","type":["object","integer"],"minimum":1,"maximum":100,"required":["max_attempts"],"additionalProperties":false,"properties":{"max_attempts":{"type":"integer","minimum":1,"maximum":100,"description":"All attempts."},"initial":{"$ref":"#/$defs/duration","default":"1s","description":"First wait."},"factor":{"type":"number","minimum":1,"maximum":10,"default":2,"description":"Growth of the wait."},"max":{"$ref":"#/$defs/duration","default":"60s","description":"Longest wait."},"jitter":{"type":"boolean","default":true,"description":"Full jitter."},"retry_on":{"type":"array","minItems":1,"items":{"anyOf":[{"$ref":"#/$defs/errorClass"},{"enum":["context_length","content_filter","model_not_found","invalid_request"]}]},"description":"Default is every retryable failure."}}};
const schema50 = {"enum":["error","timeout","rate_limit","unavailable","invalid_output","refused","auth","bad_request","not_found"],"description":"Class of a failure."};

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
if((!(data && typeof data == "object" && !Array.isArray(data))) && (!((typeof data == "number") && (!(data % 1) && !isNaN(data))))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema47.type},message:"must be object,integer",schema:schema47.type,parentSchema:schema47,data};
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
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema47,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data < 1 || isNaN(data)){
const err2 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema47,data};
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
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "max_attempts"},message:"must have required property '"+"max_attempts"+"'",schema:schema47.required,parentSchema:schema47,data};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema47,data};
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
const err5 = {instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema47.properties.max_attempts.type,parentSchema:schema47.properties.max_attempts,data:data0};
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
const err6 = {instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema47.properties.max_attempts,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err7 = {instancePath:instancePath+"/max_attempts",schemaPath:"#/properties/max_attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema47.properties.max_attempts,data:data0};
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
const err8 = {instancePath:instancePath+"/initial",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data1};
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
const err9 = {instancePath:instancePath+"/initial",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data1};
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
if(!pattern15.test(data1)){
const err10 = {instancePath:instancePath+"/initial",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data1};
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
const err11 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10},message:"must be <= 10",schema:10,parentSchema:schema47.properties.factor,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err12 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema47.properties.factor,data:data2};
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
const err13 = {instancePath:instancePath+"/factor",schemaPath:"#/properties/factor/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema47.properties.factor.type,parentSchema:schema47.properties.factor,data:data2};
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
const err14 = {instancePath:instancePath+"/max",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data3};
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
const err15 = {instancePath:instancePath+"/max",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data3};
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
if(!pattern15.test(data3)){
const err16 = {instancePath:instancePath+"/max",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data3};
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
const err17 = {instancePath:instancePath+"/jitter",schemaPath:"#/properties/jitter/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema47.properties.jitter.type,parentSchema:schema47.properties.jitter,data:data4};
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
const err18 = {instancePath:instancePath+"/retry_on",schemaPath:"#/properties/retry_on/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema47.properties.retry_on,data:data5};
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
const _errs17 = errors;
let valid5 = false;
const _errs18 = errors;
if(!(((((((((data6 === "error") || (data6 === "timeout")) || (data6 === "rate_limit")) || (data6 === "unavailable")) || (data6 === "invalid_output")) || (data6 === "refused")) || (data6 === "auth")) || (data6 === "bad_request")) || (data6 === "not_found"))){
const err19 = {instancePath:instancePath+"/retry_on/" + i0,schemaPath:"#/$defs/errorClass/enum",keyword:"enum",params:{allowedValues: schema50.enum},message:"must be equal to one of the allowed values",schema:schema50.enum,parentSchema:schema50,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var _valid0 = _errs18 === errors;
valid5 = valid5 || _valid0;
const _errs20 = errors;
if(!((((data6 === "context_length") || (data6 === "content_filter")) || (data6 === "model_not_found")) || (data6 === "invalid_request"))){
const err20 = {instancePath:instancePath+"/retry_on/" + i0,schemaPath:"#/properties/retry_on/items/anyOf/1/enum",keyword:"enum",params:{allowedValues: schema47.properties.retry_on.items.anyOf[1].enum},message:"must be equal to one of the allowed values",schema:schema47.properties.retry_on.items.anyOf[1].enum,parentSchema:schema47.properties.retry_on.items.anyOf[1],data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid0 = _errs20 === errors;
valid5 = valid5 || _valid0;
if(!valid5){
const err21 = {instancePath:instancePath+"/retry_on/" + i0,schemaPath:"#/properties/retry_on/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema47.properties.retry_on.items.anyOf,parentSchema:schema47.properties.retry_on.items,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err22 = {instancePath:instancePath+"/retry_on",schemaPath:"#/properties/retry_on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema47.properties.retry_on.type,parentSchema:schema47.properties.retry_on,data:data5};
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
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema52 = {"type":"object","description":"What starts a run.","required":["uses"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"uses":{"type":"string","description":"generic, schedule, manual, or a plugin's."},"name":{"$ref":"#/$defs/name","description":"Name for the configuration."},"enabled":{"type":"boolean","default":true,"description":"False closes this way in."},"events":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^[A-Za-z0-9_*.:-]+$"},"description":"Event types that start a run."},"when":{"$ref":"#/$defs/condition","default":true},"inputs":{"type":"object","propertyNames":{"$ref":"#/$defs/name"},"description":"The run's inputs; templates over event."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the event must be."},"with":{"type":"object","description":"Configuration of a plugin's trigger."},"require_id":{"type":"boolean","default":false,"description":"Refuse deliveries without an id."},"cron":{"type":"string","minLength":1,"description":"Minute, hour, day, month, weekday."},"every":{"$ref":"#/$defs/duration","description":"A fixed interval."},"timezone":{"type":"string","minLength":1,"default":"UTC","description":"IANA time zone."},"catch_up":{"enum":["none","last","all"],"default":"last","description":"Slots missed while down."},"overlap":{"enum":["allow","skip","queue","cancel"],"default":"allow","description":"When the last run is still open."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"debounce":{"$ref":"#/$defs/debounce"},"singleton":{"type":"boolean","default":false,"description":"No second run while one is open."},"priority":{"$ref":"#/$defs/priority"}},"allOf":[{"if":{"properties":{"uses":{"const":"schedule"}}},"then":{"properties":{"events":false,"schema":false,"with":false},"if":{"required":["every"]},"then":{"properties":{"cron":false}},"else":{"required":["cron"]}}},{"if":{"properties":{"uses":{"enum":["generic","github","stripe","slack","standard","manual"]}}},"then":{"properties":{"cron":false,"every":false,"timezone":false,"catch_up":false,"overlap":false}}},{"if":{"properties":{"uses":{"enum":["github","stripe","slack"]}}},"then":{"properties":{"with":false,"schema":false}}},{"if":{"properties":{"uses":{"const":"manual"}}},"then":{"properties":{"events":false,"inputs":false,"schema":false,"with":false}}},{"if":{"properties":{"uses":{"const":"generic"}}},"then":{"properties":{"events":false,"with":false}},"else":{"properties":{"require_id":false}}},{"if":{"properties":{"uses":{"const":"standard"}}},"then":{"properties":{"with":false}}},{"if":{"required":["singleton"],"properties":{"singleton":{"const":true}}},"then":{"properties":{"concurrency":false}}}]};
const schema54 = {"description":"A CEL condition; ${{ }} around it is accepted.","type":["string","boolean"],"minLength":1};
const schema66 = {"description":"A number or one ${{ expression }}; higher starts first.","type":["integer","string"],"minimum":-100,"maximum":100,"default":0,"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"};
const pattern20 = new RegExp("^[A-Za-z0-9_*.:-]+$", "u");
const pattern26 = new RegExp("^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$", "u");
const schema57 = {"type":"object","description":"Open runs.","required":["limit"],"additionalProperties":false,"properties":{"key":{"$ref":"#/$defs/template","description":"Runs are counted by this."},"limit":{"type":"integer","minimum":1,"description":"Open runs for one key."},"on_conflict":{"enum":["queue","skip","cancel"],"default":"queue","description":"What a further run does."}}};
const schema58 = {"description":"Text with {placeholders} and ${{ expressions }}.","type":"string"};

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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "limit"},message:"must have required property '"+"limit"+"'",schema:schema57.required,parentSchema:schema57,data};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema57,data};
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
const err2 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data0};
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
const err3 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema57.properties.limit.type,parentSchema:schema57.properties.limit,data:data1};
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
const err4 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema57.properties.limit,data:data1};
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
const err5 = {instancePath:instancePath+"/on_conflict",schemaPath:"#/properties/on_conflict/enum",keyword:"enum",params:{allowedValues: schema57.properties.on_conflict.enum},message:"must be equal to one of the allowed values",schema:schema57.properties.on_conflict.enum,parentSchema:schema57.properties.on_conflict,data:data2};
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
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema57.type,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema59 = {"type":"object","description":"Starts in a period.","required":["limit","period"],"additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"description":"Starts for one key."},"period":{"$ref":"#/$defs/duration","description":"The period, which slides."},"key":{"$ref":"#/$defs/template","description":"Starts are counted by this."},"on_conflict":{"enum":["queue","skip"],"default":"queue","description":"What a further run does."}}};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limit === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "limit"},message:"must have required property '"+"limit"+"'",schema:schema59.required,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.period === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "period"},message:"must have required property '"+"period"+"'",schema:schema59.required,parentSchema:schema59,data};
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
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema59,data};
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
const err3 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema59.properties.limit.type,parentSchema:schema59.properties.limit,data:data0};
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
const err4 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema59.properties.limit,data:data0};
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
const err5 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data1};
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
const err6 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data1};
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
if(!pattern15.test(data1)){
const err7 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data1};
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
const err8 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data2};
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
const err9 = {instancePath:instancePath+"/on_conflict",schemaPath:"#/properties/on_conflict/enum",keyword:"enum",params:{allowedValues: schema59.properties.on_conflict.enum},message:"must be equal to one of the allowed values",schema:schema59.properties.on_conflict.enum,parentSchema:schema59.properties.on_conflict,data:data3};
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
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema59.type,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema62 = {"type":"object","description":"Only the last of a burst starts a run.","required":["period"],"additionalProperties":false,"properties":{"period":{"$ref":"#/$defs/duration","description":"Quiet time before the start."},"key":{"$ref":"#/$defs/template","description":"Bursts are told apart by this."},"max_wait":{"$ref":"#/$defs/duration","description":"Longest delay. Default is ten periods."}}};

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
if(data.period === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "period"},message:"must have required property '"+"period"+"'",schema:schema62.required,parentSchema:schema62,data};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema62,data};
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
const err2 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data0};
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
const err3 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data0};
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
if(!pattern15.test(data0)){
const err4 = {instancePath:instancePath+"/period",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data0};
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
const err5 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data1};
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
const err6 = {instancePath:instancePath+"/max_wait",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data2};
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
const err7 = {instancePath:instancePath+"/max_wait",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data2};
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
if(!pattern15.test(data2)){
const err8 = {instancePath:instancePath+"/max_wait",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data2};
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
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema62.type,parentSchema:schema62,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
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
let ifClause0;
if(_valid1){
const _errs8 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cron !== undefined){
const err2 = {instancePath:instancePath+"/cron",schemaPath:"#/allOf/0/then/then/properties/cron/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[0].then.then.properties.cron,data:data.cron};
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
ifClause0 = "then";
}
else {
const _errs9 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cron === undefined){
const err3 = {instancePath,schemaPath:"#/allOf/0/then/else/required",keyword:"required",params:{missingProperty: "cron"},message:"must have required property '"+"cron"+"'",schema:schema52.allOf[0].then.else.required,parentSchema:schema52.allOf[0].then.else,data};
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
ifClause0 = "else";
}
if(!valid3){
const err4 = {instancePath,schemaPath:"#/allOf/0/then/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema52.allOf[0].then.if,parentSchema:schema52.allOf[0].then,data};
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
const err5 = {instancePath:instancePath+"/events",schemaPath:"#/allOf/0/then/properties/events/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[0].then.properties.events,data:data.events};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.schema !== undefined){
const err6 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/0/then/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[0].then.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.with !== undefined){
const err7 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/0/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[0].then.properties.with,data:data.with};
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
}
if(!valid1){
const err8 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema52.allOf[0].if,parentSchema:schema52.allOf[0],data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
const _errs11 = errors;
let valid6 = true;
const _errs12 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
let data5 = data.uses;
if(!((((((data5 === "generic") || (data5 === "github")) || (data5 === "stripe")) || (data5 === "slack")) || (data5 === "standard")) || (data5 === "manual"))){
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
}
var _valid2 = _errs12 === errors;
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs14 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cron !== undefined){
const err10 = {instancePath:instancePath+"/cron",schemaPath:"#/allOf/1/then/properties/cron/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[1].then.properties.cron,data:data.cron};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.every !== undefined){
const err11 = {instancePath:instancePath+"/every",schemaPath:"#/allOf/1/then/properties/every/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[1].then.properties.every,data:data.every};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.timezone !== undefined){
const err12 = {instancePath:instancePath+"/timezone",schemaPath:"#/allOf/1/then/properties/timezone/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[1].then.properties.timezone,data:data.timezone};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.catch_up !== undefined){
const err13 = {instancePath:instancePath+"/catch_up",schemaPath:"#/allOf/1/then/properties/catch_up/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[1].then.properties.catch_up,data:data.catch_up};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data.overlap !== undefined){
const err14 = {instancePath:instancePath+"/overlap",schemaPath:"#/allOf/1/then/properties/overlap/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[1].then.properties.overlap,data:data.overlap};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var _valid2 = _errs14 === errors;
valid6 = _valid2;
if(valid6){
var props1 = {};
props1.cron = true;
props1.every = true;
props1.timezone = true;
props1.catch_up = true;
props1.overlap = true;
props1.uses = true;
}
}
if(!valid6){
const err15 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema52.allOf[1].if,parentSchema:schema52.allOf[1],data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
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
const _errs16 = errors;
let valid9 = true;
const _errs17 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
let data11 = data.uses;
if(!(((data11 === "github") || (data11 === "stripe")) || (data11 === "slack"))){
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
var _valid3 = _errs17 === errors;
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with !== undefined){
const err17 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/2/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[2].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data.schema !== undefined){
const err18 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/2/then/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[2].then.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid3 = _errs19 === errors;
valid9 = _valid3;
if(valid9){
var props2 = {};
props2.with = true;
props2.schema = true;
props2.uses = true;
}
}
if(!valid9){
const err19 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema52.allOf[2].if,parentSchema:schema52.allOf[2],data};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
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
const _errs21 = errors;
let valid12 = true;
const _errs22 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("manual" !== data.uses){
const err20 = {};
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
var _valid4 = _errs22 === errors;
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
if(_valid4){
const _errs24 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.events !== undefined){
const err21 = {instancePath:instancePath+"/events",schemaPath:"#/allOf/3/then/properties/events/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[3].then.properties.events,data:data.events};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data.inputs !== undefined){
const err22 = {instancePath:instancePath+"/inputs",schemaPath:"#/allOf/3/then/properties/inputs/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[3].then.properties.inputs,data:data.inputs};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data.schema !== undefined){
const err23 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/3/then/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[3].then.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data.with !== undefined){
const err24 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/3/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[3].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
var _valid4 = _errs24 === errors;
valid12 = _valid4;
if(valid12){
var props3 = {};
props3.events = true;
props3.inputs = true;
props3.schema = true;
props3.with = true;
props3.uses = true;
}
}
if(!valid12){
const err25 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema52.allOf[3].if,parentSchema:schema52.allOf[3],data};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
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
const _errs26 = errors;
let valid15 = true;
const _errs27 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("generic" !== data.uses){
const err26 = {};
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
var _valid5 = _errs27 === errors;
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
let ifClause1;
if(_valid5){
const _errs29 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.events !== undefined){
const err27 = {instancePath:instancePath+"/events",schemaPath:"#/allOf/4/then/properties/events/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[4].then.properties.events,data:data.events};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data.with !== undefined){
const err28 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/4/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[4].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
var _valid5 = _errs29 === errors;
valid15 = _valid5;
if(valid15){
var props4 = {};
props4.events = true;
props4.with = true;
props4.uses = true;
}
ifClause1 = "then";
}
else {
const _errs30 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.require_id !== undefined){
const err29 = {instancePath:instancePath+"/require_id",schemaPath:"#/allOf/4/else/properties/require_id/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[4].else.properties.require_id,data:data.require_id};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
var _valid5 = _errs30 === errors;
valid15 = _valid5;
if(valid15){
if(props4 !== true){
props4 = props4 || {};
props4.require_id = true;
}
}
ifClause1 = "else";
}
if(!valid15){
const err30 = {instancePath,schemaPath:"#/allOf/4/if",keyword:"if",params:{failingKeyword: ifClause1},message:"must match \""+ifClause1+"\" schema",schema:schema52.allOf[4].if,parentSchema:schema52.allOf[4],data};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
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
const _errs32 = errors;
let valid19 = true;
const _errs33 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
if("standard" !== data.uses){
const err31 = {};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
var _valid6 = _errs33 === errors;
errors = _errs32;
if(vErrors !== null){
if(_errs32){
vErrors.length = _errs32;
}
else {
vErrors = null;
}
}
if(_valid6){
const _errs35 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with !== undefined){
const err32 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/5/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[5].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
var _valid6 = _errs35 === errors;
valid19 = _valid6;
if(valid19){
var props5 = {};
props5.with = true;
props5.uses = true;
}
}
if(!valid19){
const err33 = {instancePath,schemaPath:"#/allOf/5/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema52.allOf[5].if,parentSchema:schema52.allOf[5],data};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
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
const _errs37 = errors;
let valid22 = true;
const _errs38 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.singleton === undefined) && (missing1 = "singleton")){
const err34 = {};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
else {
if(data.singleton !== undefined){
if(true !== data.singleton){
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
}
}
var _valid7 = _errs38 === errors;
errors = _errs37;
if(vErrors !== null){
if(_errs37){
vErrors.length = _errs37;
}
else {
vErrors = null;
}
}
if(_valid7){
const _errs40 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.concurrency !== undefined){
const err36 = {instancePath:instancePath+"/concurrency",schemaPath:"#/allOf/6/then/properties/concurrency/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema52.allOf[6].then.properties.concurrency,data:data.concurrency};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
var _valid7 = _errs40 === errors;
valid22 = _valid7;
if(valid22){
var props6 = {};
props6.concurrency = true;
props6.singleton = true;
}
}
if(!valid22){
const err37 = {instancePath,schemaPath:"#/allOf/6/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema52.allOf[6].if,parentSchema:schema52.allOf[6],data};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses === undefined){
const err38 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "uses"},message:"must have required property '"+"uses"+"'",schema:schema52.required,parentSchema:schema52,data};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema52.properties, key0)) || (pattern4.test(key0)))){
const err39 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema52,data};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.uses !== undefined){
let data27 = data.uses;
if(typeof data27 !== "string"){
const err40 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.properties.uses.type,parentSchema:schema52.properties.uses,data:data27};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.name !== undefined){
let data28 = data.name;
if(typeof data28 === "string"){
if(func2(data28) > 64){
const err41 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data28};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(!pattern6.test(data28)){
const err42 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data28};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data28};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.enabled !== undefined){
let data29 = data.enabled;
if(typeof data29 !== "boolean"){
const err44 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema52.properties.enabled.type,parentSchema:schema52.properties.enabled,data:data29};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.events !== undefined){
let data30 = data.events;
if(Array.isArray(data30)){
if(data30.length < 1){
const err45 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema52.properties.events,data:data30};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len0 = data30.length;
for(let i0=0; i0<len0; i0++){
let data31 = data30[i0];
if(typeof data31 === "string"){
if(!pattern20.test(data31)){
const err46 = {instancePath:instancePath+"/events/" + i0,schemaPath:"#/properties/events/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_*.:-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_*.:-]+$"+"\"",schema:"^[A-Za-z0-9_*.:-]+$",parentSchema:schema52.properties.events.items,data:data31};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/events/" + i0,schemaPath:"#/properties/events/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.properties.events.items.type,parentSchema:schema52.properties.events.items,data:data31};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema52.properties.events.type,parentSchema:schema52.properties.events,data:data30};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.when !== undefined){
let data32 = data.when;
if((typeof data32 !== "string") && (typeof data32 !== "boolean")){
const err49 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,boolean",schema:schema54.type,parentSchema:schema54,data:data32};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(typeof data32 === "string"){
if(func2(data32) < 1){
const err50 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data32};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
if(data.inputs !== undefined){
let data33 = data.inputs;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key1 in data33){
const _errs58 = errors;
if(typeof key1 === "string"){
if(func2(key1) > 64){
const err51 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!pattern6.test(key1)){
const err52 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
var valid30 = _errs58 === errors;
if(!valid30){
const err54 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema52.properties.inputs.propertyNames,parentSchema:schema52.properties.inputs,data:data33};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema52.properties.inputs.type,parentSchema:schema52.properties.inputs,data:data33};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
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
let data35 = data.with;
if(!(data35 && typeof data35 == "object" && !Array.isArray(data35))){
const err56 = {instancePath:instancePath+"/with",schemaPath:"#/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema52.properties.with.type,parentSchema:schema52.properties.with,data:data35};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data.require_id !== undefined){
let data36 = data.require_id;
if(typeof data36 !== "boolean"){
const err57 = {instancePath:instancePath+"/require_id",schemaPath:"#/properties/require_id/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema52.properties.require_id.type,parentSchema:schema52.properties.require_id,data:data36};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data.cron !== undefined){
let data37 = data.cron;
if(typeof data37 === "string"){
if(func2(data37) < 1){
const err58 = {instancePath:instancePath+"/cron",schemaPath:"#/properties/cron/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema52.properties.cron,data:data37};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/cron",schemaPath:"#/properties/cron/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.properties.cron.type,parentSchema:schema52.properties.cron,data:data37};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.every !== undefined){
let data38 = data.every;
if((typeof data38 !== "string") && (!(typeof data38 == "number"))){
const err60 = {instancePath:instancePath+"/every",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data38};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(typeof data38 == "number"){
if(data38 < 0 || isNaN(data38)){
const err61 = {instancePath:instancePath+"/every",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data38};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(typeof data38 === "string"){
if(!pattern15.test(data38)){
const err62 = {instancePath:instancePath+"/every",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data38};
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
if(data.timezone !== undefined){
let data39 = data.timezone;
if(typeof data39 === "string"){
if(func2(data39) < 1){
const err63 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema52.properties.timezone,data:data39};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.properties.timezone.type,parentSchema:schema52.properties.timezone,data:data39};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.catch_up !== undefined){
let data40 = data.catch_up;
if(!(((data40 === "none") || (data40 === "last")) || (data40 === "all"))){
const err65 = {instancePath:instancePath+"/catch_up",schemaPath:"#/properties/catch_up/enum",keyword:"enum",params:{allowedValues: schema52.properties.catch_up.enum},message:"must be equal to one of the allowed values",schema:schema52.properties.catch_up.enum,parentSchema:schema52.properties.catch_up,data:data40};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.overlap !== undefined){
let data41 = data.overlap;
if(!((((data41 === "allow") || (data41 === "skip")) || (data41 === "queue")) || (data41 === "cancel"))){
const err66 = {instancePath:instancePath+"/overlap",schemaPath:"#/properties/overlap/enum",keyword:"enum",params:{allowedValues: schema52.properties.overlap.enum},message:"must be equal to one of the allowed values",schema:schema52.properties.overlap.enum,parentSchema:schema52.properties.overlap,data:data41};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.concurrency !== undefined){
if(!(validate44(data.concurrency, {instancePath:instancePath+"/concurrency",parentData:data,parentDataProperty:"concurrency",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
if(data.rate_limit !== undefined){
if(!(validate46(data.rate_limit, {instancePath:instancePath+"/rate_limit",parentData:data,parentDataProperty:"rate_limit",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
if(data.debounce !== undefined){
if(!(validate48(data.debounce, {instancePath:instancePath+"/debounce",parentData:data,parentDataProperty:"debounce",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
if(data.singleton !== undefined){
let data45 = data.singleton;
if(typeof data45 !== "boolean"){
const err67 = {instancePath:instancePath+"/singleton",schemaPath:"#/properties/singleton/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema52.properties.singleton.type,parentSchema:schema52.properties.singleton,data:data45};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.priority !== undefined){
let data46 = data.priority;
if((!((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46)))) && (typeof data46 !== "string")){
const err68 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/type",keyword:"type",params:{type: schema66.type},message:"must be integer,string",schema:schema66.type,parentSchema:schema66,data:data46};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(typeof data46 == "number"){
if(data46 > 100 || isNaN(data46)){
const err69 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema66,data:data46};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data46 < -100 || isNaN(data46)){
const err70 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -100},message:"must be >= -100",schema:-100,parentSchema:schema66,data:data46};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(typeof data46 === "string"){
if(!pattern26.test(data46)){
const err71 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/pattern",keyword:"pattern",params:{pattern: "^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},message:"must match pattern \""+"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"+"\"",schema:"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$",parentSchema:schema66,data:data46};
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
else {
const err72 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema52.type,parentSchema:schema52,data};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema67 = {"type":"object","description":"One unit of work.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"$ref":"#/$defs/name","description":"Unique; also names the result."},"description":{"type":"string","description":"What the node is for."},"uses":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$","description":"Action: http, set, wait, approval, or PLUGIN.NAME."},"with":{"type":"object","description":"Inputs by the action's schema."},"when":{"$ref":"#/$defs/condition","default":true,"description":"False: skipped, and the run goes on."},"outputs":{"description":"State to write; properties, or a map of field to source.","type":["array","object"],"minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/name"},"minProperties":1,"propertyNames":{"$ref":"#/$defs/name"},"additionalProperties":{"type":"string","description":"A property path of the output, such as items[0].title."}},"output_schema":{"$ref":"#/$defs/jsonSchema","description":"What the node's output is."},"for_each":{"$ref":"#/$defs/forEach"},"retry":{"$ref":"#/$defs/retry"},"timeout":{"$ref":"#/$defs/duration","description":"Limit of one attempt."},"on_error":{"$ref":"#/$defs/onError"},"on_unknown":{"enum":["retry","fail"],"description":"After a crash."},"join":{"enum":["all","any"],"default":"all","description":"Incoming edges to wait for."},"losers":{"enum":["cancel","finish"],"default":"cancel","description":"With join: any, what the slower branches do."},"entry":{"type":"boolean","default":false,"description":"Starts with the run and needs no edge."},"finally":{"type":"boolean","default":false,"description":"Runs at the end whatever happened."},"prompt":{"minLength":1,"description":"The last user turn; makes an LLM node.","type":"string"},"system":{"$ref":"#/$defs/template","description":"System prompt."},"messages":{"$ref":"#/$defs/messages"},"images":{"type":"array","items":{"$ref":"#/$defs/template"},"description":"https or data URL, or a file."},"llm":{"$ref":"#/$defs/llm"},"repair":{"type":"integer","minimum":0,"maximum":5,"default":1,"description":"Corrections of an answer that breaks the schema."},"budget":{"$ref":"#/$defs/budget"},"tools":{"type":"array","items":{"$ref":"#/$defs/tool"},"description":"What the model may call."},"tool_choice":{"type":"string","default":"auto","description":"auto, required, none, or a tool's name."},"max_turns":{"type":"integer","minimum":1,"maximum":50,"default":8,"description":"Most model calls."},"cache":{"$ref":"#/$defs/cache"},"code":{"type":"string","minLength":1,"description":"JavaScript; braces in it are never read."},"memory":{"$ref":"#/$defs/size","default":"64MB","description":"Memory limit of the code."},"workflow":{"type":"string","minLength":1,"description":"./file.yaml, or a registered name; its inputs are `with`."},"wait":{"type":"boolean","default":true,"description":"Whether a sub-workflow's end is awaited."}},"allOf":[{"if":{"anyOf":[{"required":["prompt"]},{"required":["messages"]}]},"then":{"properties":{"uses":{"const":"llm"},"code":false,"workflow":false,"with":false,"memory":false,"output_schema":{"$ref":"#/$defs/objectSchema"}}},"else":{"properties":{"system":false,"images":false,"tools":false,"tool_choice":false,"max_turns":false,"repair":false,"budget":false,"cache":false},"if":{"anyOf":[{"required":["llm"]},{"required":["uses"],"properties":{"uses":{"const":"llm"}}}]},"then":{"required":["prompt"]}}},{"if":{"not":{"anyOf":[{"required":["prompt"]},{"required":["messages"]},{"required":["code"]},{"required":["workflow"]},{"required":["llm"]}]}},"then":{"required":["uses"]}},{"if":{"anyOf":[{"required":["code"]},{"required":["uses"],"properties":{"uses":{"const":"code"}}}]},"then":{"required":["code"],"properties":{"uses":{"const":"code"},"workflow":false,"llm":false}},"else":{"properties":{"memory":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"set"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false}}},{"if":{"anyOf":[{"required":["workflow"]},{"required":["uses"],"properties":{"uses":{"const":"workflow"}}}]},"then":{"required":["workflow"],"properties":{"uses":{"const":"workflow"},"output_schema":false,"retry":false}},"else":{"properties":{"wait":false}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"trigger_workflow"}}},"then":{"required":["with"],"properties":{"with":{"type":"object","required":["workflow"],"additionalProperties":false,"properties":{"workflow":{"$ref":"#/$defs/workflowName"},"inputs":{"type":"object","description":"The inputs of the run."}}},"output_schema":false,"retry":false,"timeout":false}}},{"if":{"required":["workflow","wait"],"properties":{"wait":{"const":false}}},"then":{"properties":{"timeout":false,"workflow":{"$ref":"#/$defs/workflowName"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"wait"}}},"then":{"required":["with"],"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/wait"}}}},{"if":{"required":["uses"],"properties":{"uses":{"const":"approval"}}},"then":{"properties":{"output_schema":false,"retry":false,"timeout":false,"with":{"$ref":"#/$defs/approval"}}}},{"if":{"required":["finally"],"properties":{"finally":{"const":true}}},"then":{"properties":{"join":false,"losers":false,"entry":false,"for_each":false,"on_error":{"type":"string"}}}},{"if":{"required":["losers"]},"then":{"required":["join"],"properties":{"join":{"const":"any"}}}}]};
const schema69 = {"type":"string","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$","description":"the name of a registered workflow"};
const schema87 = {"description":"fail, continue, or another node to go to.","default":"fail","type":["string","object"],"required":["to"],"additionalProperties":false,"properties":{"to":{"type":"string","description":"Node that takes over."}},"if":{"type":"string"},"then":{"enum":["fail","continue"]}};
const schema93 = {"description":"No model is called once so much is spent, of a run or of a node in it.","type":"object","minProperties":1,"additionalProperties":false,"properties":{"max_cost":{"type":"number","minimum":0,"description":"US dollars."},"max_tokens":{"type":"integer","minimum":1,"description":"Input and output tokens."},"max_llm_calls":{"type":"integer","minimum":1,"description":"Model calls."}}};
const schema99 = {"description":"A number of bytes, or with a unit such as 64MB.","type":["string","integer"],"minimum":1,"pattern":"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"};
const schema68 = {"description":"A JSON Schema of an object.","$ref":"#/$defs/jsonSchema","type":"object"};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate52.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema68.type,parentSchema:schema68,data};
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
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"props":{"type":true,"$ref":true,"$defs":true,"properties":true,"patternProperties":true,"additionalProperties":true,"items":true,"not":true,"if":true,"then":true,"else":true,"prefixItems":true,"allOf":true,"anyOf":true,"oneOf":true,"required":true,"enum":true,"minimum":true,"maximum":true,"minLength":true,"maxLength":true,"minItems":true,"maxItems":true,"pattern":true},"dynamicProps":false,"dynamicItems":false};

const schema71 = {"type":"object","description":"A wait for a time or a signal.","minProperties":1,"additionalProperties":false,"properties":{"duration":{"type":["string","number"],"description":"How long from now; may be a template."},"until":{"$ref":"#/$defs/template","description":"A point in time (RFC 3339) or a timestamp."},"signal":{"$ref":"#/$defs/alias","description":"Name of the signal; its payload is the output."},"schema":{"$ref":"#/$defs/jsonSchema","description":"What the payload must be."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the signal."},"default":{"description":"Payload when time is up."}},"allOf":[{"if":{"required":["duration"]},"then":{"properties":{"until":false,"signal":false}}},{"if":{"required":["until"]},"then":{"properties":{"signal":false}}},{"if":{"required":["signal"]},"then":{},"else":{"properties":{"schema":false,"timeout":false,"default":false}}}]};

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
const err1 = {instancePath:instancePath+"/until",schemaPath:"#/allOf/0/then/properties/until/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema71.allOf[0].then.properties.until,data:data.until};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.signal !== undefined){
const err2 = {instancePath:instancePath+"/signal",schemaPath:"#/allOf/0/then/properties/signal/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema71.allOf[0].then.properties.signal,data:data.signal};
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
const err3 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema71.allOf[0].if,parentSchema:schema71.allOf[0],data};
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
const err5 = {instancePath:instancePath+"/signal",schemaPath:"#/allOf/1/then/properties/signal/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema71.allOf[1].then.properties.signal,data:data.signal};
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
const err6 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema71.allOf[1].if,parentSchema:schema71.allOf[1],data};
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
const err8 = {instancePath:instancePath+"/schema",schemaPath:"#/allOf/2/else/properties/schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema71.allOf[2].else.properties.schema,data:data.schema};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.timeout !== undefined){
const err9 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/2/else/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema71.allOf[2].else.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.default !== undefined){
const err10 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/2/else/properties/default/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema71.allOf[2].else.properties.default,data:data.default};
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
const err11 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "else"},message:"must match \"else\" schema",schema:schema71.allOf[2].if,parentSchema:schema71.allOf[2],data};
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
const err12 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema71,data};
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
const err13 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema71,data};
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
const err14 = {instancePath:instancePath+"/duration",schemaPath:"#/properties/duration/type",keyword:"type",params:{type: schema71.properties.duration.type},message:"must be string,number",schema:schema71.properties.duration.type,parentSchema:schema71.properties.duration,data:data6};
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
const err15 = {instancePath:instancePath+"/until",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data7};
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
const err16 = {instancePath:instancePath+"/signal",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern9.test(data8)){
const err17 = {instancePath:instancePath+"/signal",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data8};
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
const err18 = {instancePath:instancePath+"/signal",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data8};
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
const err19 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data10};
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
const err20 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data10};
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
if(!pattern15.test(data10)){
const err21 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data10};
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
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema71.type,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}
validate55.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema75 = {"type":"object","description":"A question.","additionalProperties":false,"properties":{"message":{"$ref":"#/$defs/template","description":"Shown to who answers."},"show":{"type":"object","description":"Values shown beside the message."},"form":{"$ref":"#/$defs/objectSchema","description":"What is asked."},"timeout":{"$ref":"#/$defs/duration","description":"How long to wait for the answer."},"default":{"type":"object","description":"The answer when time is up."}}};

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
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "message") || (key0 === "show")) || (key0 === "form")) || (key0 === "timeout")) || (key0 === "default"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema75,data};
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
const err1 = {instancePath:instancePath+"/message",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data0};
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
const err2 = {instancePath:instancePath+"/show",schemaPath:"#/properties/show/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema75.properties.show.type,parentSchema:schema75.properties.show,data:data1};
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
if(!(validate52(data.form, {instancePath:instancePath+"/form",parentData:data,parentDataProperty:"form",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data3 = data.timeout;
if((typeof data3 !== "string") && (!(typeof data3 == "number"))){
const err3 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data3};
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
const err4 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data3};
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
if(!pattern15.test(data3)){
const err5 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data3};
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
const err6 = {instancePath:instancePath+"/default",schemaPath:"#/properties/default/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema75.properties.default.type,parentSchema:schema75.properties.default,data:data4};
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
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema75.type,parentSchema:schema75,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}
validate58.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema82 = {"description":"One execution for each item of a list.","type":"object","required":["in"],"additionalProperties":false,"properties":{"in":{"$ref":"#/$defs/list"},"as":{"$ref":"#/$defs/alias","default":"item","description":"Name of the item."},"index_as":{"$ref":"#/$defs/alias","default":"index","description":"Name of the index; it counts from 0."},"max_parallel":{"type":"integer","minimum":1,"maximum":1000,"default":1,"description":"Items that run at once."},"max_items":{"type":"integer","minimum":1,"maximum":100000,"default":1000,"description":"A longer list fails the node."},"on_item_error":{"enum":["fail","continue","collect"],"default":"fail","description":"What a failed item does."}}};
const schema83 = {"description":"A list, or text that is one ${{ expression }}.","type":["array","string"],"pattern":"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"};

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
if(data.in === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "in"},message:"must have required property '"+"in"+"'",schema:schema82.required,parentSchema:schema82,data};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema82,data};
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
const err2 = {instancePath:instancePath+"/in",schemaPath:"#/$defs/list/type",keyword:"type",params:{type: schema83.type},message:"must be array,string",schema:schema83.type,parentSchema:schema83,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(typeof data0 === "string"){
if(!pattern26.test(data0)){
const err3 = {instancePath:instancePath+"/in",schemaPath:"#/$defs/list/pattern",keyword:"pattern",params:{pattern: "^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},message:"must match pattern \""+"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"+"\"",schema:"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$",parentSchema:schema83,data:data0};
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
const err4 = {instancePath:instancePath+"/as",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern9.test(data1)){
const err5 = {instancePath:instancePath+"/as",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data1};
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
const err6 = {instancePath:instancePath+"/as",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data1};
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
const err7 = {instancePath:instancePath+"/index_as",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern9.test(data2)){
const err8 = {instancePath:instancePath+"/index_as",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data2};
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
const err9 = {instancePath:instancePath+"/index_as",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data2};
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
const err10 = {instancePath:instancePath+"/max_parallel",schemaPath:"#/properties/max_parallel/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema82.properties.max_parallel.type,parentSchema:schema82.properties.max_parallel,data:data3};
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
const err11 = {instancePath:instancePath+"/max_parallel",schemaPath:"#/properties/max_parallel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema82.properties.max_parallel,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/max_parallel",schemaPath:"#/properties/max_parallel/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema82.properties.max_parallel,data:data3};
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
const err13 = {instancePath:instancePath+"/max_items",schemaPath:"#/properties/max_items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema82.properties.max_items.type,parentSchema:schema82.properties.max_items,data:data4};
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
const err14 = {instancePath:instancePath+"/max_items",schemaPath:"#/properties/max_items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema82.properties.max_items,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err15 = {instancePath:instancePath+"/max_items",schemaPath:"#/properties/max_items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema82.properties.max_items,data:data4};
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
const err16 = {instancePath:instancePath+"/on_item_error",schemaPath:"#/properties/on_item_error/enum",keyword:"enum",params:{allowedValues: schema82.properties.on_item_error.enum},message:"must be equal to one of the allowed values",schema:schema82.properties.on_item_error.enum,parentSchema:schema82.properties.on_item_error,data:data5};
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
validate62.errors = vErrors;
return errors === 0;
}
validate62.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema89 = {"description":"Turns before the prompt.","type":"array","minItems":1,"items":{"type":"object","required":["role","content"],"additionalProperties":false,"properties":{"role":{"enum":["user","assistant"],"description":"Who speaks."},"content":{"description":"Text, or a list of parts.","type":["string","array"],"items":{"type":"object","minProperties":1,"maxProperties":1,"additionalProperties":false,"properties":{"text":{"$ref":"#/$defs/template"},"image":{"$ref":"#/$defs/template","description":"https or data URL, or a file."}}}}}}};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate65.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length < 1){
const err0 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema89,data};
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
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.role === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema89.items.required,parentSchema:schema89.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.content === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "content"},message:"must have required property '"+"content"+"'",schema:schema89.items.required,parentSchema:schema89.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data0){
if(!((key0 === "role") || (key0 === "content"))){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema89.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.role !== undefined){
let data1 = data0.role;
if(!((data1 === "user") || (data1 === "assistant"))){
const err4 = {instancePath:instancePath+"/" + i0+"/role",schemaPath:"#/items/properties/role/enum",keyword:"enum",params:{allowedValues: schema89.items.properties.role.enum},message:"must be equal to one of the allowed values",schema:schema89.items.properties.role.enum,parentSchema:schema89.items.properties.role,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.content !== undefined){
let data2 = data0.content;
if((typeof data2 !== "string") && (!(Array.isArray(data2)))){
const err5 = {instancePath:instancePath+"/" + i0+"/content",schemaPath:"#/items/properties/content/type",keyword:"type",params:{type: schema89.items.properties.content.type},message:"must be string,array",schema:schema89.items.properties.content.type,parentSchema:schema89.items.properties.content,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length > 1){
const err6 = {instancePath:instancePath+"/" + i0+"/content/" + i1,schemaPath:"#/items/properties/content/items/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema89.items.properties.content.items,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(Object.keys(data3).length < 1){
const err7 = {instancePath:instancePath+"/" + i0+"/content/" + i1,schemaPath:"#/items/properties/content/items/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema89.items.properties.content.items,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data3){
if(!((key1 === "text") || (key1 === "image"))){
const err8 = {instancePath:instancePath+"/" + i0+"/content/" + i1,schemaPath:"#/items/properties/content/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema89.items.properties.content.items,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.text !== undefined){
let data4 = data3.text;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/" + i0+"/content/" + i1+"/text",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data3.image !== undefined){
let data5 = data3.image;
if(typeof data5 !== "string"){
const err10 = {instancePath:instancePath+"/" + i0+"/content/" + i1+"/image",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data5};
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
const err11 = {instancePath:instancePath+"/" + i0+"/content/" + i1,schemaPath:"#/items/properties/content/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema89.items.properties.content.items.type,parentSchema:schema89.items.properties.content.items,data:data3};
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
}
else {
const err12 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema89.items.type,parentSchema:schema89.items,data:data0};
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
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema89.type,parentSchema:schema89,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}
validate65.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema94 = {"description":"A tool's name, or a tool with settings.","type":["string","object"],"minLength":1,"additionalProperties":false,"properties":{"uses":{"type":"string","description":"PLUGIN.TOOL."},"with":{"type":"object","description":"Fixed arguments."},"name":{"$ref":"#/$defs/name","description":"Name shown to the model."},"workflow":{"type":"string","description":"A workflow as tool."},"description":{"type":"string","description":"What the model is told."},"max_calls":{"type":"integer","minimum":1,"description":"Most calls in one execution."},"mcp":{"$ref":"#/$defs/mcp"}},"allOf":[{"if":{"type":"object","required":["uses"]},"then":{"properties":{"workflow":false,"mcp":false}}},{"if":{"type":"object","required":["workflow"]},"then":{"required":["description"],"properties":{"with":false,"mcp":false}}},{"if":{"type":"object","required":["mcp"]},"then":{"properties":{"with":false,"name":false}}},{"if":{"type":"object","not":{"anyOf":[{"required":["workflow"]},{"required":["mcp"]}]}},"then":{"required":["uses"]}}]};
const schema96 = {"description":"Tools of an MCP server.","type":"object","required":["allow"],"additionalProperties":false,"properties":{"command":{"type":"string","description":"Program to start."},"args":{"type":"array","items":{"type":"string"},"description":"Its arguments."},"env":{"type":"object","additionalProperties":{"type":"string"},"description":"Its environment."},"url":{"type":"string","description":"Address of a running server."},"headers":{"type":"object","additionalProperties":{"type":"string"},"description":"Headers; may hold secrets."},"allow":{"type":"array","minItems":1,"items":{"type":"string"},"description":"Tools that may be used."}},"if":{"required":["command"]},"then":{"properties":{"url":false,"headers":false}},"else":{"required":["url"],"properties":{"args":false,"env":false}}};

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate68.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema94.type},message:"must be string,object",schema:schema94.type,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(errors === _errs3){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.uses === undefined) && (missing0 = "uses")){
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
else {
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
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
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.workflow !== undefined){
const err3 = {instancePath:instancePath+"/workflow",schemaPath:"#/allOf/0/then/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema94.allOf[0].then.properties.workflow,data:data.workflow};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.mcp !== undefined){
const err4 = {instancePath:instancePath+"/mcp",schemaPath:"#/allOf/0/then/properties/mcp/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema94.allOf[0].then.properties.mcp,data:data.mcp};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
if(valid1){
var props0 = {};
props0.workflow = true;
props0.mcp = true;
}
}
if(!valid1){
const err5 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema94.allOf[0].if,parentSchema:schema94.allOf[0],data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const _errs7 = errors;
let valid3 = true;
const _errs8 = errors;
if(errors === _errs8){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.workflow === undefined) && (missing1 = "workflow")){
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
else {
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
var _valid1 = _errs8 === errors;
errors = _errs7;
if(vErrors !== null){
if(_errs7){
vErrors.length = _errs7;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs10 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.description === undefined){
const err8 = {instancePath,schemaPath:"#/allOf/1/then/required",keyword:"required",params:{missingProperty: "description"},message:"must have required property '"+"description"+"'",schema:schema94.allOf[1].then.required,parentSchema:schema94.allOf[1].then,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.with !== undefined){
const err9 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/1/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema94.allOf[1].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.mcp !== undefined){
const err10 = {instancePath:instancePath+"/mcp",schemaPath:"#/allOf/1/then/properties/mcp/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema94.allOf[1].then.properties.mcp,data:data.mcp};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid1 = _errs10 === errors;
valid3 = _valid1;
if(valid3){
var props1 = {};
props1.with = true;
props1.mcp = true;
}
}
if(!valid3){
const err11 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema94.allOf[1].if,parentSchema:schema94.allOf[1],data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
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
const _errs12 = errors;
let valid5 = true;
const _errs13 = errors;
if(errors === _errs13){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.mcp === undefined) && (missing2 = "mcp")){
const err12 = {};
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
const err13 = {};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
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
const err14 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/2/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema94.allOf[2].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.name !== undefined){
const err15 = {instancePath:instancePath+"/name",schemaPath:"#/allOf/2/then/properties/name/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema94.allOf[2].then.properties.name,data:data.name};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var _valid2 = _errs15 === errors;
valid5 = _valid2;
if(valid5){
var props2 = {};
props2.with = true;
props2.name = true;
}
}
if(!valid5){
const err16 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema94.allOf[2].if,parentSchema:schema94.allOf[2],data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
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
const _errs17 = errors;
let valid7 = true;
const _errs18 = errors;
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err17 = {};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const _errs20 = errors;
const _errs21 = errors;
const _errs22 = errors;
let valid9 = false;
const _errs23 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.workflow === undefined) && (missing3 = "workflow")){
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
var _valid4 = _errs23 === errors;
valid9 = valid9 || _valid4;
const _errs24 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.mcp === undefined) && (missing4 = "mcp")){
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
var _valid4 = _errs24 === errors;
valid9 = valid9 || _valid4;
if(!valid9){
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
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
}
var valid8 = _errs21 === errors;
if(valid8){
const err21 = {};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
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
const _errs25 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses === undefined){
const err22 = {instancePath,schemaPath:"#/allOf/3/then/required",keyword:"required",params:{missingProperty: "uses"},message:"must have required property '"+"uses"+"'",schema:schema94.allOf[3].then.required,parentSchema:schema94.allOf[3].then,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid3 = _errs25 === errors;
valid7 = _valid3;
}
if(!valid7){
const err23 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema94.allOf[3].if,parentSchema:schema94.allOf[3],data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(typeof data === "string"){
if(func2(data) < 1){
const err24 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "uses") || (key0 === "with")) || (key0 === "name")) || (key0 === "workflow")) || (key0 === "description")) || (key0 === "max_calls")) || (key0 === "mcp"))){
const err25 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.uses !== undefined){
let data6 = data.uses;
if(typeof data6 !== "string"){
const err26 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.uses.type,parentSchema:schema94.properties.uses,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.with !== undefined){
let data7 = data.with;
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
const err27 = {instancePath:instancePath+"/with",schemaPath:"#/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema94.properties.with.type,parentSchema:schema94.properties.with,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.name !== undefined){
let data8 = data.name;
if(typeof data8 === "string"){
if(func2(data8) > 64){
const err28 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!pattern6.test(data8)){
const err29 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.workflow !== undefined){
let data9 = data.workflow;
if(typeof data9 !== "string"){
const err31 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.workflow.type,parentSchema:schema94.properties.workflow,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.description !== undefined){
let data10 = data.description;
if(typeof data10 !== "string"){
const err32 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.description.type,parentSchema:schema94.properties.description,data:data10};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.max_calls !== undefined){
let data11 = data.max_calls;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
const err33 = {instancePath:instancePath+"/max_calls",schemaPath:"#/properties/max_calls/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema94.properties.max_calls.type,parentSchema:schema94.properties.max_calls,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(typeof data11 == "number"){
if(data11 < 1 || isNaN(data11)){
const err34 = {instancePath:instancePath+"/max_calls",schemaPath:"#/properties/max_calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema94.properties.max_calls,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
if(data.mcp !== undefined){
let data12 = data.mcp;
const _errs43 = errors;
let valid13 = true;
const _errs44 = errors;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing5;
if((data12.command === undefined) && (missing5 = "command")){
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
var _valid5 = _errs44 === errors;
errors = _errs43;
if(vErrors !== null){
if(_errs43){
vErrors.length = _errs43;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid5){
const _errs45 = errors;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.url !== undefined){
const err36 = {instancePath:instancePath+"/mcp/url",schemaPath:"#/$defs/mcp/then/properties/url/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema96.then.properties.url,data:data12.url};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data12.headers !== undefined){
const err37 = {instancePath:instancePath+"/mcp/headers",schemaPath:"#/$defs/mcp/then/properties/headers/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema96.then.properties.headers,data:data12.headers};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
var _valid5 = _errs45 === errors;
valid13 = _valid5;
if(valid13){
var props3 = {};
props3.url = true;
props3.headers = true;
}
ifClause0 = "then";
}
else {
const _errs46 = errors;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.url === undefined){
const err38 = {instancePath:instancePath+"/mcp",schemaPath:"#/$defs/mcp/else/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema96.else.required,parentSchema:schema96.else,data:data12};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data12.args !== undefined){
const err39 = {instancePath:instancePath+"/mcp/args",schemaPath:"#/$defs/mcp/else/properties/args/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema96.else.properties.args,data:data12.args};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data12.env !== undefined){
const err40 = {instancePath:instancePath+"/mcp/env",schemaPath:"#/$defs/mcp/else/properties/env/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema96.else.properties.env,data:data12.env};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
var _valid5 = _errs46 === errors;
valid13 = _valid5;
if(valid13){
if(props3 !== true){
props3 = props3 || {};
props3.args = true;
props3.env = true;
}
}
ifClause0 = "else";
}
if(!valid13){
const err41 = {instancePath:instancePath+"/mcp",schemaPath:"#/$defs/mcp/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema96.if,parentSchema:schema96,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.allow === undefined){
const err42 = {instancePath:instancePath+"/mcp",schemaPath:"#/$defs/mcp/required",keyword:"required",params:{missingProperty: "allow"},message:"must have required property '"+"allow"+"'",schema:schema96.required,parentSchema:schema96,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
for(const key1 in data12){
if(!((((((key1 === "command") || (key1 === "args")) || (key1 === "env")) || (key1 === "url")) || (key1 === "headers")) || (key1 === "allow"))){
const err43 = {instancePath:instancePath+"/mcp",schemaPath:"#/$defs/mcp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema96,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data12.command !== undefined){
let data17 = data12.command;
if(typeof data17 !== "string"){
const err44 = {instancePath:instancePath+"/mcp/command",schemaPath:"#/$defs/mcp/properties/command/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema96.properties.command.type,parentSchema:schema96.properties.command,data:data17};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data12.args !== undefined){
let data18 = data12.args;
if(Array.isArray(data18)){
const len0 = data18.length;
for(let i0=0; i0<len0; i0++){
let data19 = data18[i0];
if(typeof data19 !== "string"){
const err45 = {instancePath:instancePath+"/mcp/args/" + i0,schemaPath:"#/$defs/mcp/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema96.properties.args.items.type,parentSchema:schema96.properties.args.items,data:data19};
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
const err46 = {instancePath:instancePath+"/mcp/args",schemaPath:"#/$defs/mcp/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema96.properties.args.type,parentSchema:schema96.properties.args,data:data18};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data12.env !== undefined){
let data20 = data12.env;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key2 in data20){
let data21 = data20[key2];
if(typeof data21 !== "string"){
const err47 = {instancePath:instancePath+"/mcp/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/mcp/properties/env/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema96.properties.env.additionalProperties.type,parentSchema:schema96.properties.env.additionalProperties,data:data21};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/mcp/env",schemaPath:"#/$defs/mcp/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema96.properties.env.type,parentSchema:schema96.properties.env,data:data20};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data12.url !== undefined){
let data22 = data12.url;
if(typeof data22 !== "string"){
const err49 = {instancePath:instancePath+"/mcp/url",schemaPath:"#/$defs/mcp/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema96.properties.url.type,parentSchema:schema96.properties.url,data:data22};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data12.headers !== undefined){
let data23 = data12.headers;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key3 in data23){
let data24 = data23[key3];
if(typeof data24 !== "string"){
const err50 = {instancePath:instancePath+"/mcp/headers/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/mcp/properties/headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema96.properties.headers.additionalProperties.type,parentSchema:schema96.properties.headers.additionalProperties,data:data24};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/mcp/headers",schemaPath:"#/$defs/mcp/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema96.properties.headers.type,parentSchema:schema96.properties.headers,data:data23};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data12.allow !== undefined){
let data25 = data12.allow;
if(Array.isArray(data25)){
if(data25.length < 1){
const err52 = {instancePath:instancePath+"/mcp/allow",schemaPath:"#/$defs/mcp/properties/allow/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema96.properties.allow,data:data25};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
const len1 = data25.length;
for(let i1=0; i1<len1; i1++){
let data26 = data25[i1];
if(typeof data26 !== "string"){
const err53 = {instancePath:instancePath+"/mcp/allow/" + i1,schemaPath:"#/$defs/mcp/properties/allow/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema96.properties.allow.items.type,parentSchema:schema96.properties.allow.items,data:data26};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/mcp/allow",schemaPath:"#/$defs/mcp/properties/allow/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema96.properties.allow.type,parentSchema:schema96.properties.allow,data:data25};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/mcp",schemaPath:"#/$defs/mcp/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema96.type,parentSchema:schema96,data:data12};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
validate68.errors = vErrors;
return errors === 0;
}
validate68.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema97 = {"description":"Reuse of answers to identical requests.","default":false,"type":["boolean","object"],"additionalProperties":false,"properties":{"ttl":{"$ref":"#/$defs/duration","default":"24h","description":"How long an answer is kept."},"scope":{"enum":["workflow","run"],"default":"workflow","description":"Who shares it."}}};

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate70.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "boolean") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema97.type},message:"must be boolean,object",schema:schema97.type,parentSchema:schema97,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "ttl") || (key0 === "scope"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema97,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.ttl !== undefined){
let data0 = data.ttl;
if((typeof data0 !== "string") && (!(typeof data0 == "number"))){
const err2 = {instancePath:instancePath+"/ttl",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data0};
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
const err3 = {instancePath:instancePath+"/ttl",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data0};
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
if(!pattern15.test(data0)){
const err4 = {instancePath:instancePath+"/ttl",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data0};
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
if(data.scope !== undefined){
let data1 = data.scope;
if(!((data1 === "workflow") || (data1 === "run"))){
const err5 = {instancePath:instancePath+"/scope",schemaPath:"#/properties/scope/enum",keyword:"enum",params:{allowedValues: schema97.properties.scope.enum},message:"must be equal to one of the allowed values",schema:schema97.properties.scope.enum,parentSchema:schema97.properties.scope,data:data1};
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
validate70.errors = vErrors;
return errors === 0;
}
validate70.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const pattern27 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$", "u");
const pattern34 = new RegExp("^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$", "u");
const pattern43 = new RegExp("^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$", "u");

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate51.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
const _errs4 = errors;
let valid2 = false;
const _errs5 = errors;
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
var _valid1 = _errs5 === errors;
valid2 = valid2 || _valid1;
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.messages === undefined) && (missing1 = "messages")){
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
var _valid1 = _errs6 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
else {
errors = _errs4;
if(vErrors !== null){
if(_errs4){
vErrors.length = _errs4;
}
else {
vErrors = null;
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
const _errs7 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses !== undefined){
let data0 = data.uses;
if("llm" !== data0){
const err3 = {instancePath:instancePath+"/uses",schemaPath:"#/allOf/0/then/properties/uses/const",keyword:"const",params:{allowedValue: "llm"},message:"must be equal to constant",schema:"llm",parentSchema:schema67.allOf[0].then.properties.uses,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.code !== undefined){
const err4 = {instancePath:instancePath+"/code",schemaPath:"#/allOf/0/then/properties/code/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].then.properties.code,data:data.code};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.workflow !== undefined){
const err5 = {instancePath:instancePath+"/workflow",schemaPath:"#/allOf/0/then/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].then.properties.workflow,data:data.workflow};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.with !== undefined){
const err6 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/0/then/properties/with/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].then.properties.with,data:data.with};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.memory !== undefined){
const err7 = {instancePath:instancePath+"/memory",schemaPath:"#/allOf/0/then/properties/memory/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].then.properties.memory,data:data.memory};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.output_schema !== undefined){
if(!(validate52(data.output_schema, {instancePath:instancePath+"/output_schema",parentData:data,parentDataProperty:"output_schema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs7 === errors;
valid1 = _valid0;
if(valid1){
var props0 = {};
props0.uses = true;
props0.code = true;
props0.workflow = true;
props0.with = true;
props0.memory = true;
props0.output_schema = true;
}
ifClause0 = "then";
}
else {
const _errs10 = errors;
const _errs11 = errors;
let valid4 = true;
const _errs12 = errors;
const _errs13 = errors;
let valid5 = false;
const _errs14 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.llm === undefined) && (missing2 = "llm")){
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
var _valid3 = _errs14 === errors;
valid5 = valid5 || _valid3;
const _errs15 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.uses === undefined) && (missing3 = "uses")){
const err9 = {};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
if(data.uses !== undefined){
if("llm" !== data.uses){
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
}
}
var _valid3 = _errs15 === errors;
valid5 = valid5 || _valid3;
if(_valid3){
var props1 = {};
props1.uses = true;
}
if(!valid5){
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
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
var _valid2 = _errs12 === errors;
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs17 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prompt === undefined){
const err12 = {instancePath,schemaPath:"#/allOf/0/else/then/required",keyword:"required",params:{missingProperty: "prompt"},message:"must have required property '"+"prompt"+"'",schema:schema67.allOf[0].else.then.required,parentSchema:schema67.allOf[0].else.then,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
var _valid2 = _errs17 === errors;
valid4 = _valid2;
}
if(!valid4){
const err13 = {instancePath,schemaPath:"#/allOf/0/else/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[0].else.if,parentSchema:schema67.allOf[0].else,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(props1 !== true){
props1 = props1 || {};
props1.system = true;
props1.images = true;
props1.tools = true;
props1.tool_choice = true;
props1.max_turns = true;
props1.repair = true;
props1.budget = true;
props1.cache = true;
}
if(data.system !== undefined){
const err14 = {instancePath:instancePath+"/system",schemaPath:"#/allOf/0/else/properties/system/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.system,data:data.system};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.images !== undefined){
const err15 = {instancePath:instancePath+"/images",schemaPath:"#/allOf/0/else/properties/images/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.images,data:data.images};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data.tools !== undefined){
const err16 = {instancePath:instancePath+"/tools",schemaPath:"#/allOf/0/else/properties/tools/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.tools,data:data.tools};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data.tool_choice !== undefined){
const err17 = {instancePath:instancePath+"/tool_choice",schemaPath:"#/allOf/0/else/properties/tool_choice/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.tool_choice,data:data.tool_choice};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data.max_turns !== undefined){
const err18 = {instancePath:instancePath+"/max_turns",schemaPath:"#/allOf/0/else/properties/max_turns/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.max_turns,data:data.max_turns};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data.repair !== undefined){
const err19 = {instancePath:instancePath+"/repair",schemaPath:"#/allOf/0/else/properties/repair/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.repair,data:data.repair};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data.budget !== undefined){
const err20 = {instancePath:instancePath+"/budget",schemaPath:"#/allOf/0/else/properties/budget/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.budget,data:data.budget};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data.cache !== undefined){
const err21 = {instancePath:instancePath+"/cache",schemaPath:"#/allOf/0/else/properties/cache/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[0].else.properties.cache,data:data.cache};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
var _valid0 = _errs10 === errors;
valid1 = _valid0;
if(valid1){
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
}
ifClause0 = "else";
}
if(!valid1){
const err22 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema67.allOf[0].if,parentSchema:schema67.allOf[0],data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const _errs19 = errors;
let valid8 = true;
const _errs20 = errors;
const _errs21 = errors;
const _errs22 = errors;
const _errs23 = errors;
let valid10 = false;
const _errs24 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.prompt === undefined) && (missing4 = "prompt")){
const err23 = {};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
var _valid5 = _errs24 === errors;
valid10 = valid10 || _valid5;
const _errs25 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.messages === undefined) && (missing5 = "messages")){
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
var _valid5 = _errs25 === errors;
valid10 = valid10 || _valid5;
const _errs26 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing6;
if((data.code === undefined) && (missing6 = "code")){
const err25 = {};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var _valid5 = _errs26 === errors;
valid10 = valid10 || _valid5;
const _errs27 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing7;
if((data.workflow === undefined) && (missing7 = "workflow")){
const err26 = {};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
var _valid5 = _errs27 === errors;
valid10 = valid10 || _valid5;
const _errs28 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing8;
if((data.llm === undefined) && (missing8 = "llm")){
const err27 = {};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
var _valid5 = _errs28 === errors;
valid10 = valid10 || _valid5;
if(!valid10){
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
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
}
var valid9 = _errs22 === errors;
if(valid9){
const err29 = {};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
else {
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
}
var _valid4 = _errs20 === errors;
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
if(_valid4){
const _errs29 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.uses === undefined){
const err30 = {instancePath,schemaPath:"#/allOf/1/then/required",keyword:"required",params:{missingProperty: "uses"},message:"must have required property '"+"uses"+"'",schema:schema67.allOf[1].then.required,parentSchema:schema67.allOf[1].then,data};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
var _valid4 = _errs29 === errors;
valid8 = _valid4;
}
if(!valid8){
const err31 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[1].if,parentSchema:schema67.allOf[1],data};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
const _errs31 = errors;
let valid11 = true;
const _errs32 = errors;
const _errs33 = errors;
let valid12 = false;
const _errs34 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing9;
if((data.code === undefined) && (missing9 = "code")){
const err32 = {};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
var _valid7 = _errs34 === errors;
valid12 = valid12 || _valid7;
const _errs35 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing10;
if((data.uses === undefined) && (missing10 = "uses")){
const err33 = {};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
if(data.uses !== undefined){
if("code" !== data.uses){
const err34 = {};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
}
var _valid7 = _errs35 === errors;
valid12 = valid12 || _valid7;
if(_valid7){
var props2 = {};
props2.uses = true;
}
if(!valid12){
const err35 = {};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
else {
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
}
var _valid6 = _errs32 === errors;
errors = _errs31;
if(vErrors !== null){
if(_errs31){
vErrors.length = _errs31;
}
else {
vErrors = null;
}
}
let ifClause1;
if(_valid6){
const _errs37 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.code === undefined){
const err36 = {instancePath,schemaPath:"#/allOf/2/then/required",keyword:"required",params:{missingProperty: "code"},message:"must have required property '"+"code"+"'",schema:schema67.allOf[2].then.required,parentSchema:schema67.allOf[2].then,data};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data.uses !== undefined){
let data16 = data.uses;
if("code" !== data16){
const err37 = {instancePath:instancePath+"/uses",schemaPath:"#/allOf/2/then/properties/uses/const",keyword:"const",params:{allowedValue: "code"},message:"must be equal to constant",schema:"code",parentSchema:schema67.allOf[2].then.properties.uses,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.workflow !== undefined){
const err38 = {instancePath:instancePath+"/workflow",schemaPath:"#/allOf/2/then/properties/workflow/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[2].then.properties.workflow,data:data.workflow};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data.llm !== undefined){
const err39 = {instancePath:instancePath+"/llm",schemaPath:"#/allOf/2/then/properties/llm/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[2].then.properties.llm,data:data.llm};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
var _valid6 = _errs37 === errors;
valid11 = _valid6;
if(valid11){
if(props2 !== true){
props2 = props2 || {};
props2.uses = true;
props2.workflow = true;
props2.llm = true;
}
}
ifClause1 = "then";
}
else {
const _errs39 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.memory !== undefined){
const err40 = {instancePath:instancePath+"/memory",schemaPath:"#/allOf/2/else/properties/memory/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[2].else.properties.memory,data:data.memory};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
var _valid6 = _errs39 === errors;
valid11 = _valid6;
if(valid11){
if(props2 !== true){
props2 = props2 || {};
props2.memory = true;
}
}
ifClause1 = "else";
}
if(!valid11){
const err41 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: ifClause1},message:"must match \""+ifClause1+"\" schema",schema:schema67.allOf[2].if,parentSchema:schema67.allOf[2],data};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
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
const _errs41 = errors;
let valid16 = true;
const _errs42 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing11;
if((data.uses === undefined) && (missing11 = "uses")){
const err42 = {};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
else {
if(data.uses !== undefined){
if("set" !== data.uses){
const err43 = {};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
}
var _valid8 = _errs42 === errors;
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
if(_valid8){
const _errs44 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with === undefined){
const err44 = {instancePath,schemaPath:"#/allOf/3/then/required",keyword:"required",params:{missingProperty: "with"},message:"must have required property '"+"with"+"'",schema:schema67.allOf[3].then.required,parentSchema:schema67.allOf[3].then,data};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data.output_schema !== undefined){
const err45 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/3/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[3].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data.retry !== undefined){
const err46 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/3/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[3].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data.timeout !== undefined){
const err47 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/3/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[3].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
var _valid8 = _errs44 === errors;
valid16 = _valid8;
if(valid16){
var props3 = {};
props3.output_schema = true;
props3.retry = true;
props3.timeout = true;
props3.uses = true;
}
}
if(!valid16){
const err48 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[3].if,parentSchema:schema67.allOf[3],data};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
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
const _errs46 = errors;
let valid19 = true;
const _errs47 = errors;
const _errs48 = errors;
let valid20 = false;
const _errs49 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing12;
if((data.workflow === undefined) && (missing12 = "workflow")){
const err49 = {};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
var _valid10 = _errs49 === errors;
valid20 = valid20 || _valid10;
const _errs50 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing13;
if((data.uses === undefined) && (missing13 = "uses")){
const err50 = {};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
else {
if(data.uses !== undefined){
if("workflow" !== data.uses){
const err51 = {};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
}
var _valid10 = _errs50 === errors;
valid20 = valid20 || _valid10;
if(_valid10){
var props4 = {};
props4.uses = true;
}
if(!valid20){
const err52 = {};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
else {
errors = _errs48;
if(vErrors !== null){
if(_errs48){
vErrors.length = _errs48;
}
else {
vErrors = null;
}
}
}
var _valid9 = _errs47 === errors;
errors = _errs46;
if(vErrors !== null){
if(_errs46){
vErrors.length = _errs46;
}
else {
vErrors = null;
}
}
let ifClause2;
if(_valid9){
const _errs52 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.workflow === undefined){
const err53 = {instancePath,schemaPath:"#/allOf/4/then/required",keyword:"required",params:{missingProperty: "workflow"},message:"must have required property '"+"workflow"+"'",schema:schema67.allOf[4].then.required,parentSchema:schema67.allOf[4].then,data};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data.uses !== undefined){
let data25 = data.uses;
if("workflow" !== data25){
const err54 = {instancePath:instancePath+"/uses",schemaPath:"#/allOf/4/then/properties/uses/const",keyword:"const",params:{allowedValue: "workflow"},message:"must be equal to constant",schema:"workflow",parentSchema:schema67.allOf[4].then.properties.uses,data:data25};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.output_schema !== undefined){
const err55 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/4/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[4].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data.retry !== undefined){
const err56 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/4/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[4].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
var _valid9 = _errs52 === errors;
valid19 = _valid9;
if(valid19){
if(props4 !== true){
props4 = props4 || {};
props4.uses = true;
props4.output_schema = true;
props4.retry = true;
}
}
ifClause2 = "then";
}
else {
const _errs54 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.wait !== undefined){
const err57 = {instancePath:instancePath+"/wait",schemaPath:"#/allOf/4/else/properties/wait/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[4].else.properties.wait,data:data.wait};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
var _valid9 = _errs54 === errors;
valid19 = _valid9;
if(valid19){
if(props4 !== true){
props4 = props4 || {};
props4.wait = true;
}
}
ifClause2 = "else";
}
if(!valid19){
const err58 = {instancePath,schemaPath:"#/allOf/4/if",keyword:"if",params:{failingKeyword: ifClause2},message:"must match \""+ifClause2+"\" schema",schema:schema67.allOf[4].if,parentSchema:schema67.allOf[4],data};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
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
const _errs56 = errors;
let valid24 = true;
const _errs57 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing14;
if((data.uses === undefined) && (missing14 = "uses")){
const err59 = {};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
else {
if(data.uses !== undefined){
if("trigger_workflow" !== data.uses){
const err60 = {};
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
}
var _valid11 = _errs57 === errors;
errors = _errs56;
if(vErrors !== null){
if(_errs56){
vErrors.length = _errs56;
}
else {
vErrors = null;
}
}
if(_valid11){
const _errs59 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with === undefined){
const err61 = {instancePath,schemaPath:"#/allOf/5/then/required",keyword:"required",params:{missingProperty: "with"},message:"must have required property '"+"with"+"'",schema:schema67.allOf[5].then.required,parentSchema:schema67.allOf[5].then,data};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data.with !== undefined){
let data30 = data.with;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.workflow === undefined){
const err62 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/5/then/properties/with/required",keyword:"required",params:{missingProperty: "workflow"},message:"must have required property '"+"workflow"+"'",schema:schema67.allOf[5].then.properties.with.required,parentSchema:schema67.allOf[5].then.properties.with,data:data30};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
for(const key0 in data30){
if(!((key0 === "workflow") || (key0 === "inputs"))){
const err63 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/5/then/properties/with/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema67.allOf[5].then.properties.with,data:data30};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data30.workflow !== undefined){
let data31 = data30.workflow;
if(typeof data31 === "string"){
if(!pattern27.test(data31)){
const err64 = {instancePath:instancePath+"/with/workflow",schemaPath:"#/$defs/workflowName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$",parentSchema:schema69,data:data31};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/with/workflow",schemaPath:"#/$defs/workflowName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema69.type,parentSchema:schema69,data:data31};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data30.inputs !== undefined){
let data32 = data30.inputs;
if(!(data32 && typeof data32 == "object" && !Array.isArray(data32))){
const err66 = {instancePath:instancePath+"/with/inputs",schemaPath:"#/allOf/5/then/properties/with/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.allOf[5].then.properties.with.properties.inputs.type,parentSchema:schema67.allOf[5].then.properties.with.properties.inputs,data:data32};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/with",schemaPath:"#/allOf/5/then/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.allOf[5].then.properties.with.type,parentSchema:schema67.allOf[5].then.properties.with,data:data30};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.output_schema !== undefined){
const err68 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/5/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[5].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data.retry !== undefined){
const err69 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/5/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[5].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data.timeout !== undefined){
const err70 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/5/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[5].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
var _valid11 = _errs59 === errors;
valid24 = _valid11;
if(valid24){
var props5 = {};
props5.with = true;
props5.output_schema = true;
props5.retry = true;
props5.timeout = true;
props5.uses = true;
}
}
if(!valid24){
const err71 = {instancePath,schemaPath:"#/allOf/5/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[5].if,parentSchema:schema67.allOf[5],data};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
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
let valid29 = true;
const _errs70 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing15;
if(((data.workflow === undefined) && (missing15 = "workflow")) || ((data.wait === undefined) && (missing15 = "wait"))){
const err72 = {};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
else {
if(data.wait !== undefined){
if(false !== data.wait){
const err73 = {};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
}
var _valid12 = _errs70 === errors;
errors = _errs69;
if(vErrors !== null){
if(_errs69){
vErrors.length = _errs69;
}
else {
vErrors = null;
}
}
if(_valid12){
const _errs72 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.timeout !== undefined){
const err74 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/6/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[6].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data.workflow !== undefined){
let data38 = data.workflow;
if(typeof data38 === "string"){
if(!pattern27.test(data38)){
const err75 = {instancePath:instancePath+"/workflow",schemaPath:"#/$defs/workflowName/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$",parentSchema:schema69,data:data38};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
else {
const err76 = {instancePath:instancePath+"/workflow",schemaPath:"#/$defs/workflowName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema69.type,parentSchema:schema69,data:data38};
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
var _valid12 = _errs72 === errors;
valid29 = _valid12;
if(valid29){
var props6 = {};
props6.timeout = true;
props6.workflow = true;
props6.wait = true;
}
}
if(!valid29){
const err77 = {instancePath,schemaPath:"#/allOf/6/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[6].if,parentSchema:schema67.allOf[6],data};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
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
const _errs77 = errors;
let valid33 = true;
const _errs78 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing16;
if((data.uses === undefined) && (missing16 = "uses")){
const err78 = {};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
else {
if(data.uses !== undefined){
if("wait" !== data.uses){
const err79 = {};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
}
var _valid13 = _errs78 === errors;
errors = _errs77;
if(vErrors !== null){
if(_errs77){
vErrors.length = _errs77;
}
else {
vErrors = null;
}
}
if(_valid13){
const _errs80 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.with === undefined){
const err80 = {instancePath,schemaPath:"#/allOf/7/then/required",keyword:"required",params:{missingProperty: "with"},message:"must have required property '"+"with"+"'",schema:schema67.allOf[7].then.required,parentSchema:schema67.allOf[7].then,data};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data.output_schema !== undefined){
const err81 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/7/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[7].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data.retry !== undefined){
const err82 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/7/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[7].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(data.timeout !== undefined){
const err83 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/7/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[7].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data.with !== undefined){
if(!(validate55(data.with, {instancePath:instancePath+"/with",parentData:data,parentDataProperty:"with",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
}
var _valid13 = _errs80 === errors;
valid33 = _valid13;
if(valid33){
var props7 = {};
props7.output_schema = true;
props7.retry = true;
props7.timeout = true;
props7.with = true;
props7.uses = true;
}
}
if(!valid33){
const err84 = {instancePath,schemaPath:"#/allOf/7/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[7].if,parentSchema:schema67.allOf[7],data};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
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
const _errs83 = errors;
let valid36 = true;
const _errs84 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing17;
if((data.uses === undefined) && (missing17 = "uses")){
const err85 = {};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
else {
if(data.uses !== undefined){
if("approval" !== data.uses){
const err86 = {};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
}
var _valid14 = _errs84 === errors;
errors = _errs83;
if(vErrors !== null){
if(_errs83){
vErrors.length = _errs83;
}
else {
vErrors = null;
}
}
if(_valid14){
const _errs86 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.output_schema !== undefined){
const err87 = {instancePath:instancePath+"/output_schema",schemaPath:"#/allOf/8/then/properties/output_schema/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[8].then.properties.output_schema,data:data.output_schema};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data.retry !== undefined){
const err88 = {instancePath:instancePath+"/retry",schemaPath:"#/allOf/8/then/properties/retry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[8].then.properties.retry,data:data.retry};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data.timeout !== undefined){
const err89 = {instancePath:instancePath+"/timeout",schemaPath:"#/allOf/8/then/properties/timeout/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[8].then.properties.timeout,data:data.timeout};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data.with !== undefined){
if(!(validate58(data.with, {instancePath:instancePath+"/with",parentData:data,parentDataProperty:"with",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
}
var _valid14 = _errs86 === errors;
valid36 = _valid14;
if(valid36){
var props8 = {};
props8.output_schema = true;
props8.retry = true;
props8.timeout = true;
props8.with = true;
props8.uses = true;
}
}
if(!valid36){
const err90 = {instancePath,schemaPath:"#/allOf/8/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[8].if,parentSchema:schema67.allOf[8],data};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
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
const _errs89 = errors;
let valid39 = true;
const _errs90 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing18;
if((data.finally === undefined) && (missing18 = "finally")){
const err91 = {};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
else {
if(data.finally !== undefined){
if(true !== data.finally){
const err92 = {};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
}
var _valid15 = _errs90 === errors;
errors = _errs89;
if(vErrors !== null){
if(_errs89){
vErrors.length = _errs89;
}
else {
vErrors = null;
}
}
if(_valid15){
const _errs92 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.join !== undefined){
const err93 = {instancePath:instancePath+"/join",schemaPath:"#/allOf/9/then/properties/join/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[9].then.properties.join,data:data.join};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(data.losers !== undefined){
const err94 = {instancePath:instancePath+"/losers",schemaPath:"#/allOf/9/then/properties/losers/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[9].then.properties.losers,data:data.losers};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data.entry !== undefined){
const err95 = {instancePath:instancePath+"/entry",schemaPath:"#/allOf/9/then/properties/entry/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[9].then.properties.entry,data:data.entry};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(data.for_each !== undefined){
const err96 = {instancePath:instancePath+"/for_each",schemaPath:"#/allOf/9/then/properties/for_each/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema67.allOf[9].then.properties.for_each,data:data.for_each};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data.on_error !== undefined){
let data54 = data.on_error;
if(typeof data54 !== "string"){
const err97 = {instancePath:instancePath+"/on_error",schemaPath:"#/allOf/9/then/properties/on_error/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.allOf[9].then.properties.on_error.type,parentSchema:schema67.allOf[9].then.properties.on_error,data:data54};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
var _valid15 = _errs92 === errors;
valid39 = _valid15;
if(valid39){
var props9 = {};
props9.join = true;
props9.losers = true;
props9.entry = true;
props9.for_each = true;
props9.on_error = true;
props9.finally = true;
}
}
if(!valid39){
const err98 = {instancePath,schemaPath:"#/allOf/9/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[9].if,parentSchema:schema67.allOf[9],data};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
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
const _errs96 = errors;
let valid42 = true;
const _errs97 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing19;
if((data.losers === undefined) && (missing19 = "losers")){
const err99 = {};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
var _valid16 = _errs97 === errors;
errors = _errs96;
if(vErrors !== null){
if(_errs96){
vErrors.length = _errs96;
}
else {
vErrors = null;
}
}
if(_valid16){
const _errs98 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.join === undefined){
const err100 = {instancePath,schemaPath:"#/allOf/10/then/required",keyword:"required",params:{missingProperty: "join"},message:"must have required property '"+"join"+"'",schema:schema67.allOf[10].then.required,parentSchema:schema67.allOf[10].then,data};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data.join !== undefined){
let data55 = data.join;
if("any" !== data55){
const err101 = {instancePath:instancePath+"/join",schemaPath:"#/allOf/10/then/properties/join/const",keyword:"const",params:{allowedValue: "any"},message:"must be equal to constant",schema:"any",parentSchema:schema67.allOf[10].then.properties.join,data:data55};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
var _valid16 = _errs98 === errors;
valid42 = _valid16;
if(valid42){
var props10 = {};
props10.join = true;
}
}
if(!valid42){
const err102 = {instancePath,schemaPath:"#/allOf/10/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema67.allOf[10].if,parentSchema:schema67.allOf[10],data};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(props0 !== true && props10 !== undefined){
if(props10 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props10);
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err103 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema67.required,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key1 in data){
if(!((func1.call(schema67.properties, key1)) || (pattern4.test(key1)))){
const err104 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data.name !== undefined){
let data56 = data.name;
if(typeof data56 === "string"){
if(func2(data56) > 64){
const err105 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data56};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(!pattern6.test(data56)){
const err106 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data56};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data56};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data.description !== undefined){
let data57 = data.description;
if(typeof data57 !== "string"){
const err108 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.description.type,parentSchema:schema67.properties.description,data:data57};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data.uses !== undefined){
let data58 = data.uses;
if(typeof data58 === "string"){
if(!pattern34.test(data58)){
const err109 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$",parentSchema:schema67.properties.uses,data:data58};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/uses",schemaPath:"#/properties/uses/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.uses.type,parentSchema:schema67.properties.uses,data:data58};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data.with !== undefined){
let data59 = data.with;
if(!(data59 && typeof data59 == "object" && !Array.isArray(data59))){
const err111 = {instancePath:instancePath+"/with",schemaPath:"#/properties/with/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.properties.with.type,parentSchema:schema67.properties.with,data:data59};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.when !== undefined){
let data60 = data.when;
if((typeof data60 !== "string") && (typeof data60 !== "boolean")){
const err112 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,boolean",schema:schema54.type,parentSchema:schema54,data:data60};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(typeof data60 === "string"){
if(func2(data60) < 1){
const err113 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data60};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
if(data.outputs !== undefined){
let data61 = data.outputs;
if(!data61 || typeof data61 != "object"){
const err114 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: schema67.properties.outputs.type},message:"must be array,object",schema:schema67.properties.outputs.type,parentSchema:schema67.properties.outputs,data:data61};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(Array.isArray(data61)){
if(data61.length < 1){
const err115 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema67.properties.outputs,data:data61};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
const len0 = data61.length;
for(let i0=0; i0<len0; i0++){
let data62 = data61[i0];
if(typeof data62 === "string"){
if(func2(data62) > 64){
const err116 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:data62};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(!pattern6.test(data62)){
const err117 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:data62};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
else {
const err118 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:data62};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
let i1 = data61.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data61[i1], data61[j0])){
const err119 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema67.properties.outputs,data:data61};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
break outer0;
}
}
}
}
}
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
if(Object.keys(data61).length < 1){
const err120 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema67.properties.outputs,data:data61};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
for(const key2 in data61){
const _errs118 = errors;
if(typeof key2 === "string"){
if(func2(key2) > 64){
const err121 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(!pattern6.test(key2)){
const err122 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else {
const err123 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
var valid51 = _errs118 === errors;
if(!valid51){
const err124 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid",schema:schema67.properties.outputs.propertyNames,parentSchema:schema67.properties.outputs,data:data61};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
for(const key3 in data61){
let data63 = data61[key3];
if(typeof data63 !== "string"){
const err125 = {instancePath:instancePath+"/outputs/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.outputs.additionalProperties.type,parentSchema:schema67.properties.outputs.additionalProperties,data:data63};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
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
if(!(validate62(data.for_each, {instancePath:instancePath+"/for_each",parentData:data,parentDataProperty:"for_each",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.retry !== undefined){
if(!(validate40(data.retry, {instancePath:instancePath+"/retry",parentData:data,parentDataProperty:"retry",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
let data67 = data.timeout;
if((typeof data67 !== "string") && (!(typeof data67 == "number"))){
const err126 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data67};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(typeof data67 == "number"){
if(data67 < 0 || isNaN(data67)){
const err127 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data67};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(typeof data67 === "string"){
if(!pattern15.test(data67)){
const err128 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data67};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
}
if(data.on_error !== undefined){
let data68 = data.on_error;
if((typeof data68 !== "string") && (!(data68 && typeof data68 == "object" && !Array.isArray(data68)))){
const err129 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/type",keyword:"type",params:{type: schema87.type},message:"must be string,object",schema:schema87.type,parentSchema:schema87,data:data68};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
const _errs133 = errors;
let valid56 = true;
const _errs134 = errors;
if(typeof data68 !== "string"){
const err130 = {};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
var _valid17 = _errs134 === errors;
errors = _errs133;
if(vErrors !== null){
if(_errs133){
vErrors.length = _errs133;
}
else {
vErrors = null;
}
}
if(_valid17){
const _errs136 = errors;
if(!((data68 === "fail") || (data68 === "continue"))){
const err131 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/then/enum",keyword:"enum",params:{allowedValues: schema87.then.enum},message:"must be equal to one of the allowed values",schema:schema87.then.enum,parentSchema:schema87.then,data:data68};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
var _valid17 = _errs136 === errors;
valid56 = _valid17;
}
if(!valid56){
const err132 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema87.if,parentSchema:schema87,data:data68};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
if(data68.to === undefined){
const err133 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema87.required,parentSchema:schema87,data:data68};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
for(const key4 in data68){
if(!(key4 === "to")){
const err134 = {instancePath:instancePath+"/on_error",schemaPath:"#/$defs/onError/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema87,data:data68};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data68.to !== undefined){
let data69 = data68.to;
if(typeof data69 !== "string"){
const err135 = {instancePath:instancePath+"/on_error/to",schemaPath:"#/$defs/onError/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema87.properties.to.type,parentSchema:schema87.properties.to,data:data69};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
}
}
if(data.on_unknown !== undefined){
let data70 = data.on_unknown;
if(!((data70 === "retry") || (data70 === "fail"))){
const err136 = {instancePath:instancePath+"/on_unknown",schemaPath:"#/properties/on_unknown/enum",keyword:"enum",params:{allowedValues: schema67.properties.on_unknown.enum},message:"must be equal to one of the allowed values",schema:schema67.properties.on_unknown.enum,parentSchema:schema67.properties.on_unknown,data:data70};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data.join !== undefined){
let data71 = data.join;
if(!((data71 === "all") || (data71 === "any"))){
const err137 = {instancePath:instancePath+"/join",schemaPath:"#/properties/join/enum",keyword:"enum",params:{allowedValues: schema67.properties.join.enum},message:"must be equal to one of the allowed values",schema:schema67.properties.join.enum,parentSchema:schema67.properties.join,data:data71};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data.losers !== undefined){
let data72 = data.losers;
if(!((data72 === "cancel") || (data72 === "finish"))){
const err138 = {instancePath:instancePath+"/losers",schemaPath:"#/properties/losers/enum",keyword:"enum",params:{allowedValues: schema67.properties.losers.enum},message:"must be equal to one of the allowed values",schema:schema67.properties.losers.enum,parentSchema:schema67.properties.losers,data:data72};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data.entry !== undefined){
let data73 = data.entry;
if(typeof data73 !== "boolean"){
const err139 = {instancePath:instancePath+"/entry",schemaPath:"#/properties/entry/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema67.properties.entry.type,parentSchema:schema67.properties.entry,data:data73};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data.finally !== undefined){
let data74 = data.finally;
if(typeof data74 !== "boolean"){
const err140 = {instancePath:instancePath+"/finally",schemaPath:"#/properties/finally/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema67.properties.finally.type,parentSchema:schema67.properties.finally,data:data74};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data.prompt !== undefined){
let data75 = data.prompt;
if(typeof data75 === "string"){
if(func2(data75) < 1){
const err141 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema67.properties.prompt,data:data75};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
else {
const err142 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.prompt.type,parentSchema:schema67.properties.prompt,data:data75};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data.system !== undefined){
let data76 = data.system;
if(typeof data76 !== "string"){
const err143 = {instancePath:instancePath+"/system",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data76};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data.messages !== undefined){
if(!(validate65(data.messages, {instancePath:instancePath+"/messages",parentData:data,parentDataProperty:"messages",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.images !== undefined){
let data78 = data.images;
if(Array.isArray(data78)){
const len1 = data78.length;
for(let i2=0; i2<len1; i2++){
let data79 = data78[i2];
if(typeof data79 !== "string"){
const err144 = {instancePath:instancePath+"/images/" + i2,schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data79};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
}
else {
const err145 = {instancePath:instancePath+"/images",schemaPath:"#/properties/images/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema67.properties.images.type,parentSchema:schema67.properties.images,data:data78};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data.llm !== undefined){
if(!(validate35(data.llm, {instancePath:instancePath+"/llm",parentData:data,parentDataProperty:"llm",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data.repair !== undefined){
let data81 = data.repair;
if(!((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81)))){
const err146 = {instancePath:instancePath+"/repair",schemaPath:"#/properties/repair/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema67.properties.repair.type,parentSchema:schema67.properties.repair,data:data81};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(typeof data81 == "number"){
if(data81 > 5 || isNaN(data81)){
const err147 = {instancePath:instancePath+"/repair",schemaPath:"#/properties/repair/maximum",keyword:"maximum",params:{comparison: "<=", limit: 5},message:"must be <= 5",schema:5,parentSchema:schema67.properties.repair,data:data81};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data81 < 0 || isNaN(data81)){
const err148 = {instancePath:instancePath+"/repair",schemaPath:"#/properties/repair/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema67.properties.repair,data:data81};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
if(data.budget !== undefined){
let data82 = data.budget;
if(data82 && typeof data82 == "object" && !Array.isArray(data82)){
if(Object.keys(data82).length < 1){
const err149 = {instancePath:instancePath+"/budget",schemaPath:"#/$defs/budget/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema93,data:data82};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
for(const key5 in data82){
if(!(((key5 === "max_cost") || (key5 === "max_tokens")) || (key5 === "max_llm_calls"))){
const err150 = {instancePath:instancePath+"/budget",schemaPath:"#/$defs/budget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema93,data:data82};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data82.max_cost !== undefined){
let data83 = data82.max_cost;
if(typeof data83 == "number"){
if(data83 < 0 || isNaN(data83)){
const err151 = {instancePath:instancePath+"/budget/max_cost",schemaPath:"#/$defs/budget/properties/max_cost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema93.properties.max_cost,data:data83};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
else {
const err152 = {instancePath:instancePath+"/budget/max_cost",schemaPath:"#/$defs/budget/properties/max_cost/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema93.properties.max_cost.type,parentSchema:schema93.properties.max_cost,data:data83};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data82.max_tokens !== undefined){
let data84 = data82.max_tokens;
if(!((typeof data84 == "number") && (!(data84 % 1) && !isNaN(data84)))){
const err153 = {instancePath:instancePath+"/budget/max_tokens",schemaPath:"#/$defs/budget/properties/max_tokens/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema93.properties.max_tokens.type,parentSchema:schema93.properties.max_tokens,data:data84};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(typeof data84 == "number"){
if(data84 < 1 || isNaN(data84)){
const err154 = {instancePath:instancePath+"/budget/max_tokens",schemaPath:"#/$defs/budget/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema93.properties.max_tokens,data:data84};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
}
if(data82.max_llm_calls !== undefined){
let data85 = data82.max_llm_calls;
if(!((typeof data85 == "number") && (!(data85 % 1) && !isNaN(data85)))){
const err155 = {instancePath:instancePath+"/budget/max_llm_calls",schemaPath:"#/$defs/budget/properties/max_llm_calls/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema93.properties.max_llm_calls.type,parentSchema:schema93.properties.max_llm_calls,data:data85};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(typeof data85 == "number"){
if(data85 < 1 || isNaN(data85)){
const err156 = {instancePath:instancePath+"/budget/max_llm_calls",schemaPath:"#/$defs/budget/properties/max_llm_calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema93.properties.max_llm_calls,data:data85};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
}
}
else {
const err157 = {instancePath:instancePath+"/budget",schemaPath:"#/$defs/budget/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema93.type,parentSchema:schema93,data:data82};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data.tools !== undefined){
let data86 = data.tools;
if(Array.isArray(data86)){
const len2 = data86.length;
for(let i3=0; i3<len2; i3++){
if(!(validate68(data86[i3], {instancePath:instancePath+"/tools/" + i3,parentData:data86,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
}
}
else {
const err158 = {instancePath:instancePath+"/tools",schemaPath:"#/properties/tools/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema67.properties.tools.type,parentSchema:schema67.properties.tools,data:data86};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data.tool_choice !== undefined){
let data88 = data.tool_choice;
if(typeof data88 !== "string"){
const err159 = {instancePath:instancePath+"/tool_choice",schemaPath:"#/properties/tool_choice/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.tool_choice.type,parentSchema:schema67.properties.tool_choice,data:data88};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data.max_turns !== undefined){
let data89 = data.max_turns;
if(!((typeof data89 == "number") && (!(data89 % 1) && !isNaN(data89)))){
const err160 = {instancePath:instancePath+"/max_turns",schemaPath:"#/properties/max_turns/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema67.properties.max_turns.type,parentSchema:schema67.properties.max_turns,data:data89};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(typeof data89 == "number"){
if(data89 > 50 || isNaN(data89)){
const err161 = {instancePath:instancePath+"/max_turns",schemaPath:"#/properties/max_turns/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50},message:"must be <= 50",schema:50,parentSchema:schema67.properties.max_turns,data:data89};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(data89 < 1 || isNaN(data89)){
const err162 = {instancePath:instancePath+"/max_turns",schemaPath:"#/properties/max_turns/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema67.properties.max_turns,data:data89};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
}
if(data.cache !== undefined){
if(!(validate70(data.cache, {instancePath:instancePath+"/cache",parentData:data,parentDataProperty:"cache",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
if(data.code !== undefined){
let data91 = data.code;
if(typeof data91 === "string"){
if(func2(data91) < 1){
const err163 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema67.properties.code,data:data91};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.code.type,parentSchema:schema67.properties.code,data:data91};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data.memory !== undefined){
let data92 = data.memory;
if((typeof data92 !== "string") && (!((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92))))){
const err165 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/size/type",keyword:"type",params:{type: schema99.type},message:"must be string,integer",schema:schema99.type,parentSchema:schema99,data:data92};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(typeof data92 == "number"){
if(data92 < 1 || isNaN(data92)){
const err166 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema99,data:data92};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(typeof data92 === "string"){
if(!pattern43.test(data92)){
const err167 = {instancePath:instancePath+"/memory",schemaPath:"#/$defs/size/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"},message:"must match pattern \""+"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$"+"\"",schema:"^[0-9]+(?:\\.[0-9]+)?(?:B|[KMG]i?B)$",parentSchema:schema99,data:data92};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
}
if(data.workflow !== undefined){
let data93 = data.workflow;
if(typeof data93 === "string"){
if(func2(data93) < 1){
const err168 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema67.properties.workflow,data:data93};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema67.properties.workflow.type,parentSchema:schema67.properties.workflow,data:data93};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data.wait !== undefined){
let data94 = data.wait;
if(typeof data94 !== "boolean"){
const err170 = {instancePath:instancePath+"/wait",schemaPath:"#/properties/wait/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema67.properties.wait.type,parentSchema:schema67.properties.wait,data:data94};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
else {
const err171 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.type,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
validate51.errors = vErrors;
return errors === 0;
}
validate51.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema100 = {"type":"object","description":"Order between nodes.","required":["from"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"from":{"$ref":"#/$defs/target","description":"One or more nodes, or START."},"to":{"$ref":"#/$defs/target"},"routes":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/route"},"description":"The first that holds is taken."}},"if":{"required":["routes"]},"then":{"properties":{"to":false,"from":{"type":"string"}}},"else":{"required":["to"]}};
const schema101 = {"description":"A node, several nodes, or END.","type":["string","array"],"minLength":1,"minItems":1,"items":{"type":"string"}};
const schema103 = {"type":"object","description":"A way on; the last has no condition.","required":["to"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"when":{"$ref":"#/$defs/condition"},"to":{"$ref":"#/$defs/target"},"max_iterations":{"type":"integer","minimum":1,"maximum":10000,"description":"How often the loop runs in all."},"on_limit":{"type":"string","description":"Where to go at the bound: a node or END."}},"dependentRequired":{"on_limit":["max_iterations"]}};

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
if(data.to === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema103.required,parentSchema:schema103,data};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema103,data};
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
const err2 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,boolean",schema:schema54.type,parentSchema:schema54,data:data0};
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
const err3 = {instancePath:instancePath+"/when",schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data0};
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
const err4 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/type",keyword:"type",params:{type: schema101.type},message:"must be string,array",schema:schema101.type,parentSchema:schema101,data:data1};
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
const err5 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema101,data:data1};
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
const err6 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema101,data:data1};
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
const err7 = {instancePath:instancePath+"/to/" + i0,schemaPath:"#/$defs/target/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema101.items.type,parentSchema:schema101.items,data:data2};
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
const err8 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/properties/max_iterations/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema103.properties.max_iterations.type,parentSchema:schema103.properties.max_iterations,data:data3};
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
const err9 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/properties/max_iterations/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema103.properties.max_iterations,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/max_iterations",schemaPath:"#/properties/max_iterations/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema103.properties.max_iterations,data:data3};
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
const err11 = {instancePath:instancePath+"/on_limit",schemaPath:"#/properties/on_limit/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema103.properties.on_limit.type,parentSchema:schema103.properties.on_limit,data:data4};
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
    deps: "max_iterations"},message:"must have property max_iterations when property on_limit is present",schema:schema103.dependentRequired,parentSchema:schema103,data};
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
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema103.type,parentSchema:schema103,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
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
const err1 = {instancePath:instancePath+"/to",schemaPath:"#/then/properties/to/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema100.then.properties.to,data:data.to};
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
const err2 = {instancePath:instancePath+"/from",schemaPath:"#/then/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema100.then.properties.from.type,parentSchema:schema100.then.properties.from,data:data1};
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
const err3 = {instancePath,schemaPath:"#/else/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema100.else.required,parentSchema:schema100.else,data};
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
const err4 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema100.if,parentSchema:schema100,data};
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
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema100.required,parentSchema:schema100,data};
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
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema100,data};
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
const err7 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/target/type",keyword:"type",params:{type: schema101.type},message:"must be string,array",schema:schema101.type,parentSchema:schema101,data:data2};
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
const err8 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/target/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema101,data:data2};
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
const err9 = {instancePath:instancePath+"/from",schemaPath:"#/$defs/target/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema101,data:data2};
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
const err10 = {instancePath:instancePath+"/from/" + i0,schemaPath:"#/$defs/target/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema101.items.type,parentSchema:schema101.items,data:data3};
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
const err11 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/type",keyword:"type",params:{type: schema101.type},message:"must be string,array",schema:schema101.type,parentSchema:schema101,data:data4};
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
const err12 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema101,data:data4};
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
const err13 = {instancePath:instancePath+"/to",schemaPath:"#/$defs/target/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema101,data:data4};
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
const err14 = {instancePath:instancePath+"/to/" + i1,schemaPath:"#/$defs/target/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema101.items.type,parentSchema:schema101.items,data:data5};
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
const err15 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema100.properties.routes,data:data6};
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
if(!(validate74(data6[i2], {instancePath:instancePath+"/routes/" + i2,parentData:data6,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate74.errors : vErrors.concat(validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/routes",schemaPath:"#/properties/routes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema100.properties.routes.type,parentSchema:schema100.properties.routes,data:data6};
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
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema100.type,parentSchema:schema100,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate73.errors = vErrors;
return errors === 0;
}
validate73.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema106 = {"type":"object","description":"Limits of a run.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"timeout":{"$ref":"#/$defs/duration","description":"Limit of the run."},"on_failure":{"enum":["cancel","drain"],"default":"cancel","description":"What running nodes do when one failed."},"concurrency":{"$ref":"#/$defs/concurrency"},"rate_limit":{"$ref":"#/$defs/rateLimit"},"priority":{"$ref":"#/$defs/priority"},"budget":{"$ref":"#/$defs/budget"},"gates":{"type":"array","items":{"$ref":"#/$defs/gate"},"description":"Bounds that are asked when the run ends."}}};
const schema110 = {"type":"object","description":"A bound on a figure of a run.","required":["metric"],"additionalProperties":false,"patternProperties":{"^x-":true},"anyOf":[{"required":["min"]},{"required":["max"]}],"properties":{"name":{"type":"string","minLength":1,"description":"Default is the metric."},"metric":{"enum":["cost_usd","duration_ms","input_tokens","output_tokens","total_tokens","llm_calls"],"description":"The figure."},"min":{"type":"number","description":"At least so much."},"max":{"type":"number","description":"At most so much."},"action":{"enum":["warn","fail"],"default":"warn","description":"fail: the run fails with `RUN_GATE_FAILED`."}}};

function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate77.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "timeout") || (key0 === "on_failure")) || (key0 === "concurrency")) || (key0 === "rate_limit")) || (key0 === "priority")) || (key0 === "budget")) || (key0 === "gates")) || (pattern4.test(key0)))){
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
if(data.timeout !== undefined){
let data0 = data.timeout;
if((typeof data0 !== "string") && (!(typeof data0 == "number"))){
const err1 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data0};
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
const err2 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data0};
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
if(!pattern15.test(data0)){
const err3 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data0};
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
const err4 = {instancePath:instancePath+"/on_failure",schemaPath:"#/properties/on_failure/enum",keyword:"enum",params:{allowedValues: schema106.properties.on_failure.enum},message:"must be equal to one of the allowed values",schema:schema106.properties.on_failure.enum,parentSchema:schema106.properties.on_failure,data:data1};
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
if(!(validate44(data.concurrency, {instancePath:instancePath+"/concurrency",parentData:data,parentDataProperty:"concurrency",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
if(data.rate_limit !== undefined){
if(!(validate46(data.rate_limit, {instancePath:instancePath+"/rate_limit",parentData:data,parentDataProperty:"rate_limit",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
if(data.priority !== undefined){
let data4 = data.priority;
if((!((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4)))) && (typeof data4 !== "string")){
const err5 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/type",keyword:"type",params:{type: schema66.type},message:"must be integer,string",schema:schema66.type,parentSchema:schema66,data:data4};
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
const err6 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema66,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data4 < -100 || isNaN(data4)){
const err7 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -100},message:"must be >= -100",schema:-100,parentSchema:schema66,data:data4};
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
if(!pattern26.test(data4)){
const err8 = {instancePath:instancePath+"/priority",schemaPath:"#/$defs/priority/pattern",keyword:"pattern",params:{pattern: "^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"},message:"must match pattern \""+"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$"+"\"",schema:"^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$",parentSchema:schema66,data:data4};
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
if(data.budget !== undefined){
let data5 = data.budget;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length < 1){
const err9 = {instancePath:instancePath+"/budget",schemaPath:"#/$defs/budget/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema93,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data5){
if(!(((key1 === "max_cost") || (key1 === "max_tokens")) || (key1 === "max_llm_calls"))){
const err10 = {instancePath:instancePath+"/budget",schemaPath:"#/$defs/budget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema93,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data5.max_cost !== undefined){
let data6 = data5.max_cost;
if(typeof data6 == "number"){
if(data6 < 0 || isNaN(data6)){
const err11 = {instancePath:instancePath+"/budget/max_cost",schemaPath:"#/$defs/budget/properties/max_cost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema93.properties.max_cost,data:data6};
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
const err12 = {instancePath:instancePath+"/budget/max_cost",schemaPath:"#/$defs/budget/properties/max_cost/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema93.properties.max_cost.type,parentSchema:schema93.properties.max_cost,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data5.max_tokens !== undefined){
let data7 = data5.max_tokens;
if(!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7)))){
const err13 = {instancePath:instancePath+"/budget/max_tokens",schemaPath:"#/$defs/budget/properties/max_tokens/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema93.properties.max_tokens.type,parentSchema:schema93.properties.max_tokens,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(typeof data7 == "number"){
if(data7 < 1 || isNaN(data7)){
const err14 = {instancePath:instancePath+"/budget/max_tokens",schemaPath:"#/$defs/budget/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema93.properties.max_tokens,data:data7};
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
if(data5.max_llm_calls !== undefined){
let data8 = data5.max_llm_calls;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
const err15 = {instancePath:instancePath+"/budget/max_llm_calls",schemaPath:"#/$defs/budget/properties/max_llm_calls/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema93.properties.max_llm_calls.type,parentSchema:schema93.properties.max_llm_calls,data:data8};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data8 == "number"){
if(data8 < 1 || isNaN(data8)){
const err16 = {instancePath:instancePath+"/budget/max_llm_calls",schemaPath:"#/$defs/budget/properties/max_llm_calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema93.properties.max_llm_calls,data:data8};
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
else {
const err17 = {instancePath:instancePath+"/budget",schemaPath:"#/$defs/budget/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema93.type,parentSchema:schema93,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.gates !== undefined){
let data9 = data.gates;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
const _errs26 = errors;
let valid8 = false;
const _errs27 = errors;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.min === undefined){
const err18 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/anyOf/0/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema110.anyOf[0].required,parentSchema:schema110.anyOf[0],data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid0 = _errs27 === errors;
valid8 = valid8 || _valid0;
const _errs28 = errors;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.max === undefined){
const err19 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/anyOf/1/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema110.anyOf[1].required,parentSchema:schema110.anyOf[1],data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid0 = _errs28 === errors;
valid8 = valid8 || _valid0;
if(!valid8){
const err20 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema110.anyOf,parentSchema:schema110,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
}
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.metric === undefined){
const err21 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/required",keyword:"required",params:{missingProperty: "metric"},message:"must have required property '"+"metric"+"'",schema:schema110.required,parentSchema:schema110,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key2 in data10){
if(!((((((key2 === "name") || (key2 === "metric")) || (key2 === "min")) || (key2 === "max")) || (key2 === "action")) || (pattern4.test(key2)))){
const err22 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema110,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data10.name !== undefined){
let data11 = data10.name;
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err23 = {instancePath:instancePath+"/gates/" + i0+"/name",schemaPath:"#/$defs/gate/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema110.properties.name,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/gates/" + i0+"/name",schemaPath:"#/$defs/gate/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema110.properties.name.type,parentSchema:schema110.properties.name,data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data10.metric !== undefined){
let data12 = data10.metric;
if(!((((((data12 === "cost_usd") || (data12 === "duration_ms")) || (data12 === "input_tokens")) || (data12 === "output_tokens")) || (data12 === "total_tokens")) || (data12 === "llm_calls"))){
const err25 = {instancePath:instancePath+"/gates/" + i0+"/metric",schemaPath:"#/$defs/gate/properties/metric/enum",keyword:"enum",params:{allowedValues: schema110.properties.metric.enum},message:"must be equal to one of the allowed values",schema:schema110.properties.metric.enum,parentSchema:schema110.properties.metric,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data10.min !== undefined){
let data13 = data10.min;
if(!(typeof data13 == "number")){
const err26 = {instancePath:instancePath+"/gates/" + i0+"/min",schemaPath:"#/$defs/gate/properties/min/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema110.properties.min.type,parentSchema:schema110.properties.min,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data10.max !== undefined){
let data14 = data10.max;
if(!(typeof data14 == "number")){
const err27 = {instancePath:instancePath+"/gates/" + i0+"/max",schemaPath:"#/$defs/gate/properties/max/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema110.properties.max.type,parentSchema:schema110.properties.max,data:data14};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data10.action !== undefined){
let data15 = data10.action;
if(!((data15 === "warn") || (data15 === "fail"))){
const err28 = {instancePath:instancePath+"/gates/" + i0+"/action",schemaPath:"#/$defs/gate/properties/action/enum",keyword:"enum",params:{allowedValues: schema110.properties.action.enum},message:"must be equal to one of the allowed values",schema:schema110.properties.action.enum,parentSchema:schema110.properties.action,data:data15};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/gates/" + i0,schemaPath:"#/$defs/gate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema110.type,parentSchema:schema110,data:data10};
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
else {
const err30 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema106.properties.gates.type,parentSchema:schema106.properties.gates,data:data9};
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
const err31 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema106.type,parentSchema:schema106,data};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
validate77.errors = vErrors;
return errors === 0;
}
validate77.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema112 = {"type":"object","description":"Trackers. Other keys name a plugin's.","patternProperties":{"^x-":true},"additionalProperties":{"type":"object"},"properties":{"mlflow":{"$ref":"#/$defs/mlflow"},"otel":{"$ref":"#/$defs/otel"},"console":{"type":"object","description":"Lines on standard error.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"level":{"enum":["debug","info","warn","error"],"default":"info","description":"Least level shown."}}}}};
const schema114 = {"type":"boolean","default":true,"description":"Off keeps the settings."};
const schema113 = {"type":"object","description":"MLflow tracking.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"experiment_name":{"type":"string","maxLength":500,"description":"Default is the workflow's name."},"run_name":{"$ref":"#/$defs/template","minLength":1,"description":"Default is the workflow's name with a part of the run's id."},"tags":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"all"}}};
const schema116 = {"type":"object","additionalProperties":{"type":["string","number","boolean"]},"description":"Names and values."};
const schema117 = {"enum":["all","metadata"],"description":"Whether contents are sent."};

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate82.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "enabled") || (key0 === "experiment_name")) || (key0 === "run_name")) || (key0 === "tags")) || (key0 === "capture")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema113,data};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/$defs/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema114.type,parentSchema:schema114,data:data0};
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
const err2 = {instancePath:instancePath+"/experiment_name",schemaPath:"#/properties/experiment_name/maxLength",keyword:"maxLength",params:{limit: 500},message:"must NOT have more than 500 characters",schema:500,parentSchema:schema113.properties.experiment_name,data:data1};
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
const err3 = {instancePath:instancePath+"/experiment_name",schemaPath:"#/properties/experiment_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema113.properties.experiment_name.type,parentSchema:schema113.properties.experiment_name,data:data1};
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
const err4 = {instancePath:instancePath+"/run_name",schemaPath:"#/$defs/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema58.type,parentSchema:schema58,data:data2};
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
const err5 = {instancePath:instancePath+"/run_name",schemaPath:"#/properties/run_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema113.properties.run_name,data:data2};
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
const err6 = {instancePath:instancePath+"/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/type",keyword:"type",params:{type: schema116.additionalProperties.type},message:"must be string,number,boolean",schema:schema116.additionalProperties.type,parentSchema:schema116.additionalProperties,data:data4};
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
const err7 = {instancePath:instancePath+"/tags",schemaPath:"#/$defs/textMap/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema116.type,parentSchema:schema116,data:data3};
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
const err8 = {instancePath:instancePath+"/capture",schemaPath:"#/$defs/capture/enum",keyword:"enum",params:{allowedValues: schema117.enum},message:"must be equal to one of the allowed values",schema:schema117.enum,parentSchema:schema117,data:data5};
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
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema113.type,parentSchema:schema113,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate82.errors = vErrors;
return errors === 0;
}
validate82.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema118 = {"type":"object","description":"OpenTelemetry.","additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"enabled":{"$ref":"#/$defs/enabled"},"service_name":{"type":"string","minLength":1,"default":"configurable-agents","description":"Name of the service."},"attributes":{"$ref":"#/$defs/textMap"},"capture":{"$ref":"#/$defs/capture","default":"metadata"}}};

function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate84.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "service_name")) || (key0 === "attributes")) || (key0 === "capture")) || (pattern4.test(key0)))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema118,data};
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
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/$defs/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema114.type,parentSchema:schema114,data:data0};
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
const err2 = {instancePath:instancePath+"/service_name",schemaPath:"#/properties/service_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema118.properties.service_name,data:data1};
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
const err3 = {instancePath:instancePath+"/service_name",schemaPath:"#/properties/service_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema118.properties.service_name.type,parentSchema:schema118.properties.service_name,data:data1};
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
const err4 = {instancePath:instancePath+"/attributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/textMap/additionalProperties/type",keyword:"type",params:{type: schema116.additionalProperties.type},message:"must be string,number,boolean",schema:schema116.additionalProperties.type,parentSchema:schema116.additionalProperties,data:data3};
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
const err5 = {instancePath:instancePath+"/attributes",schemaPath:"#/$defs/textMap/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema116.type,parentSchema:schema116,data:data2};
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
const err6 = {instancePath:instancePath+"/capture",schemaPath:"#/$defs/capture/enum",keyword:"enum",params:{allowedValues: schema117.enum},message:"must be equal to one of the allowed values",schema:schema117.enum,parentSchema:schema117,data:data4};
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
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema118.type,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate84.errors = vErrors;
return errors === 0;
}
validate84.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate81.evaluated;
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
const err0 = {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema112.additionalProperties.type,parentSchema:schema112.additionalProperties,data:data0};
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
if(!(validate82(data.mlflow, {instancePath:instancePath+"/mlflow",parentData:data,parentDataProperty:"mlflow",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate82.errors : vErrors.concat(validate82.errors);
errors = vErrors.length;
}
}
if(data.otel !== undefined){
if(!(validate84(data.otel, {instancePath:instancePath+"/otel",parentData:data,parentDataProperty:"otel",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
if(data.console !== undefined){
let data3 = data.console;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(((key1 === "enabled") || (key1 === "level")) || (pattern4.test(key1)))){
const err1 = {instancePath:instancePath+"/console",schemaPath:"#/properties/console/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema112.properties.console,data:data3};
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
const err2 = {instancePath:instancePath+"/console/enabled",schemaPath:"#/$defs/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema114.type,parentSchema:schema114,data:data4};
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
const err3 = {instancePath:instancePath+"/console/level",schemaPath:"#/properties/console/properties/level/enum",keyword:"enum",params:{allowedValues: schema112.properties.console.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema112.properties.console.properties.level.enum,parentSchema:schema112.properties.console.properties.level,data:data5};
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
const err4 = {instancePath:instancePath+"/console",schemaPath:"#/properties/console/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema112.properties.console.type,parentSchema:schema112.properties.console,data:data3};
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
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema112.type,parentSchema:schema112,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate81.errors = vErrors;
return errors === 0;
}
validate81.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema123 = {"type":"object","description":"A case for the test command.","required":["name"],"additionalProperties":false,"patternProperties":{"^x-":true},"properties":{"name":{"type":"string","minLength":1,"description":"Unique."},"inputs":{"type":"object","description":"The run's inputs."},"trigger":{"type":"object","description":"A trigger's entry and its event, instead of inputs.","required":["name","event"],"additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the entry."},"event":{"description":"The event's data."}}},"mocks":{"type":"object","description":"Outcomes of nodes, instead of running them.","additionalProperties":{"$ref":"#/$defs/mocks"}},"answers":{"type":"object","description":"Answers to approvals, by node.","additionalProperties":{"type":"object"}},"signals":{"type":"object","description":"Payloads of signals, by signal.","additionalProperties":{"type":"array"}},"expect":{"$ref":"#/$defs/expect"}},"dependentSchemas":{"trigger":{"properties":{"inputs":false}}}};
const schema124 = {"description":"An outcome, or a list of them by execution.","type":["object","array"],"minItems":1,"if":{"type":"array"},"then":{"items":{"$ref":"#/$defs/mock"}},"else":{"$ref":"#/$defs/mock"}};
const schema125 = {"description":"`output`, or `error`.","type":"object","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"output":{"description":"What the node gives."},"error":{"type":"object","description":"How it fails.","required":["class"],"additionalProperties":false,"properties":{"class":{"$ref":"#/$defs/errorClass"},"message":{"type":"string","description":"What it says."}}}}};

function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate89.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 1){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema125,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Object.keys(data).length < 1){
const err1 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema125,data};
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
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema125,data};
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
const err3 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/required",keyword:"required",params:{missingProperty: "class"},message:"must have required property '"+"class"+"'",schema:schema125.properties.error.required,parentSchema:schema125.properties.error,data:data0};
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
const err4 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema125.properties.error,data:data0};
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
const err5 = {instancePath:instancePath+"/error/class",schemaPath:"#/$defs/errorClass/enum",keyword:"enum",params:{allowedValues: schema50.enum},message:"must be equal to one of the allowed values",schema:schema50.enum,parentSchema:schema50,data:data1};
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
const err6 = {instancePath:instancePath+"/error/message",schemaPath:"#/properties/error/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.error.properties.message.type,parentSchema:schema125.properties.error.properties.message,data:data2};
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
const err7 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema125.properties.error.type,parentSchema:schema125.properties.error,data:data0};
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
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema125.type,parentSchema:schema125,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate89.errors = vErrors;
return errors === 0;
}
validate89.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate88(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate88.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!data || typeof data != "object"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema124.type},message:"must be object,array",schema:schema124.type,parentSchema:schema124,data};
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
if(!(validate89(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
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
if(!(validate89(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
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
const err2 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema124.if,parentSchema:schema124,data};
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
const err3 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema124,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
validate88.errors = vErrors;
evaluated0.props = props0;
evaluated0.items = items0;
return errors === 0;
}
validate88.evaluated = {"dynamicProps":true,"dynamicItems":true};

const schema127 = {"type":"object","description":"What must hold at the end.","additionalProperties":false,"properties":{"status":{"enum":["succeeded","failed","cancelled"],"default":"succeeded","description":"Status of the run."},"result":{"description":"The run's result."},"state":{"type":"object","description":"Fields and their values."},"visited":{"type":"array","items":{"type":"string"},"description":"Nodes that ran."},"not_visited":{"type":"array","items":{"type":"string"},"description":"Nodes that did not run."},"error":{"type":"string","description":"Code of the run's error."},"max_llm_calls":{"type":"integer","minimum":0,"description":"Most model calls."},"ignored":{"type":"boolean","description":"The trigger's condition was false."},"that":{"type":"array","items":{"$ref":"#/$defs/condition"},"description":"Conditions over state and results."}}};

function validate93(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate93.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func1.call(schema127.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema127,data};
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
const err1 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema127.properties.status.enum},message:"must be equal to one of the allowed values",schema:schema127.properties.status.enum,parentSchema:schema127.properties.status,data:data0};
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
const err2 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema127.properties.state.type,parentSchema:schema127.properties.state,data:data1};
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
const err3 = {instancePath:instancePath+"/visited/" + i0,schemaPath:"#/properties/visited/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema127.properties.visited.items.type,parentSchema:schema127.properties.visited.items,data:data3};
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
const err4 = {instancePath:instancePath+"/visited",schemaPath:"#/properties/visited/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema127.properties.visited.type,parentSchema:schema127.properties.visited,data:data2};
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
const err5 = {instancePath:instancePath+"/not_visited/" + i1,schemaPath:"#/properties/not_visited/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema127.properties.not_visited.items.type,parentSchema:schema127.properties.not_visited.items,data:data5};
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
const err6 = {instancePath:instancePath+"/not_visited",schemaPath:"#/properties/not_visited/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema127.properties.not_visited.type,parentSchema:schema127.properties.not_visited,data:data4};
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
const err7 = {instancePath:instancePath+"/error",schemaPath:"#/properties/error/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema127.properties.error.type,parentSchema:schema127.properties.error,data:data6};
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
const err8 = {instancePath:instancePath+"/max_llm_calls",schemaPath:"#/properties/max_llm_calls/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema127.properties.max_llm_calls.type,parentSchema:schema127.properties.max_llm_calls,data:data7};
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
const err9 = {instancePath:instancePath+"/max_llm_calls",schemaPath:"#/properties/max_llm_calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema127.properties.max_llm_calls,data:data7};
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
const err10 = {instancePath:instancePath+"/ignored",schemaPath:"#/properties/ignored/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema127.properties.ignored.type,parentSchema:schema127.properties.ignored,data:data8};
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
const err11 = {instancePath:instancePath+"/that/" + i2,schemaPath:"#/$defs/condition/type",keyword:"type",params:{type: schema54.type},message:"must be string,boolean",schema:schema54.type,parentSchema:schema54,data:data10};
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
const err12 = {instancePath:instancePath+"/that/" + i2,schemaPath:"#/$defs/condition/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema54,data:data10};
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
const err13 = {instancePath:instancePath+"/that",schemaPath:"#/properties/that/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema127.properties.that.type,parentSchema:schema127.properties.that,data:data9};
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
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema127.type,parentSchema:schema127,data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate93.errors = vErrors;
return errors === 0;
}
validate93.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate87.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema123.required,parentSchema:schema123,data};
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
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema123,data};
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
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema123.properties.name,data:data0};
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
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema123.properties.name.type,parentSchema:schema123.properties.name,data:data0};
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
const err4 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.properties.inputs.type,parentSchema:schema123.properties.inputs,data:data1};
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
const err5 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema123.properties.trigger.required,parentSchema:schema123.properties.trigger,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.event === undefined){
const err6 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/required",keyword:"required",params:{missingProperty: "event"},message:"must have required property '"+"event"+"'",schema:schema123.properties.trigger.required,parentSchema:schema123.properties.trigger,data:data2};
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
const err7 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema123.properties.trigger,data:data2};
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
const err8 = {instancePath:instancePath+"/trigger/name",schemaPath:"#/properties/trigger/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema123.properties.trigger.properties.name.type,parentSchema:schema123.properties.trigger.properties.name,data:data3};
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
const err9 = {instancePath:instancePath+"/trigger",schemaPath:"#/properties/trigger/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.properties.trigger.type,parentSchema:schema123.properties.trigger,data:data2};
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
if(!(validate88(data4[key2], {instancePath:instancePath+"/mocks/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate88.errors : vErrors.concat(validate88.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath:instancePath+"/mocks",schemaPath:"#/properties/mocks/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.properties.mocks.type,parentSchema:schema123.properties.mocks,data:data4};
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
const err11 = {instancePath:instancePath+"/answers/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/answers/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.properties.answers.additionalProperties.type,parentSchema:schema123.properties.answers.additionalProperties,data:data7};
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
const err12 = {instancePath:instancePath+"/answers",schemaPath:"#/properties/answers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.properties.answers.type,parentSchema:schema123.properties.answers,data:data6};
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
const err13 = {instancePath:instancePath+"/signals/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/signals/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema123.properties.signals.additionalProperties.type,parentSchema:schema123.properties.signals.additionalProperties,data:data9};
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
const err14 = {instancePath:instancePath+"/signals",schemaPath:"#/properties/signals/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.properties.signals.type,parentSchema:schema123.properties.signals,data:data8};
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
if(!(validate93(data.expect, {instancePath:instancePath+"/expect",parentData:data,parentDataProperty:"expect",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors);
errors = vErrors.length;
}
}
if(data.trigger !== undefined){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs !== undefined){
const err15 = {instancePath:instancePath+"/inputs",schemaPath:"#/dependentSchemas/trigger/properties/inputs/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:false,parentSchema:schema123.dependentSchemas.trigger.properties.inputs,data:data.inputs};
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
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema123.type,parentSchema:schema123,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate87.errors = vErrors;
return errors === 0;
}
validate87.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
if(data.env !== undefined){
let data6 = data.env;
if(!data6 || typeof data6 != "object"){
const err11 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: schema31.properties.env.type},message:"must be array,object",schema:schema31.properties.env.type,parentSchema:schema31.properties.env,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(typeof data7 === "string"){
if(func2(data7) > 64){
const err12 = {instancePath:instancePath+"/env/" + i1,schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:data7};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern9.test(data7)){
const err13 = {instancePath:instancePath+"/env/" + i1,schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:data7};
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
const err14 = {instancePath:instancePath+"/env/" + i1,schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
let i2 = data6.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func0(data6[i2], data6[j0])){
const err15 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)",schema:true,parentSchema:schema31.properties.env,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
break outer0;
}
}
}
}
}
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
const _errs19 = errors;
if(typeof key1 === "string"){
if(func2(key1) > 64){
const err16 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/alias/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema40,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern9.test(key1)){
const err17 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/alias/pattern",keyword:"pattern",params:{pattern: "^(?!__)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema40,data:key1,propertyName:key1};
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
const err18 = {instancePath:instancePath+"/env",schemaPath:"#/$defs/alias/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var valid8 = _errs19 === errors;
if(!valid8){
const err19 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema31.properties.env.propertyNames,parentSchema:schema31.properties.env,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
for(const key2 in data6){
let data8 = data6[key2];
if((typeof data8 !== "string") && (data8 !== null)){
const err20 = {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/type",keyword:"type",params:{type: schema31.properties.env.additionalProperties.type},message:"must be string,null",schema:schema31.properties.env.additionalProperties.type,parentSchema:schema31.properties.env.additionalProperties,data:data8};
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
}
if(data.models !== undefined){
let data9 = data.models;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key3 in data9){
const _errs27 = errors;
if(typeof key3 === "string"){
if(func2(key3) > 64){
const err21 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern6.test(key3)){
const err22 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key3,propertyName:key3};
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
const err23 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var valid11 = _errs27 === errors;
if(!valid11){
const err24 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema31.properties.models.propertyNames,parentSchema:schema31.properties.models,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
for(const key4 in data9){
if(!(validate34(data9[key4], {instancePath:instancePath+"/models/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data9,parentDataProperty:key4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
}
else {
const err25 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.models.type,parentSchema:schema31.properties.models,data:data9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.schemas !== undefined){
let data11 = data.schemas;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key5 in data11){
const _errs34 = errors;
if(typeof key5 === "string"){
if(func2(key5) > 64){
const err26 = {instancePath:instancePath+"/schemas",schemaPath:"#/$defs/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema38,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!pattern6.test(key5)){
const err27 = {instancePath:instancePath+"/schemas",schemaPath:"#/$defs/name/pattern",keyword:"pattern",params:{pattern: "^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^(?!__)(?!(?:state|inputs|event|loop|item|index|run|secrets|env|START|END|true|false|null|in|as|break|const|continue|else|for|function|if|import|let|package|namespace|return|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema38,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/schemas",schemaPath:"#/$defs/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.type,parentSchema:schema38,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var valid14 = _errs34 === errors;
if(!valid14){
const err29 = {instancePath:instancePath+"/schemas",schemaPath:"#/properties/schemas/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema31.properties.schemas.propertyNames,parentSchema:schema31.properties.schemas,data:data11};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
for(const key6 in data11){
if(!(validate22(data11[key6], {instancePath:instancePath+"/schemas/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data11,parentDataProperty:key6,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err30 = {instancePath:instancePath+"/schemas",schemaPath:"#/properties/schemas/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.schemas.type,parentSchema:schema31.properties.schemas,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.defaults !== undefined){
let data13 = data.defaults;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key7 in data13){
if(!((((key7 === "llm") || (key7 === "retry")) || (key7 === "timeout")) || (pattern4.test(key7)))){
const err31 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.defaults,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data13.llm !== undefined){
if(!(validate35(data13.llm, {instancePath:instancePath+"/defaults/llm",parentData:data13,parentDataProperty:"llm",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
if(data13.retry !== undefined){
if(!(validate40(data13.retry, {instancePath:instancePath+"/defaults/retry",parentData:data13,parentDataProperty:"retry",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
if(data13.timeout !== undefined){
let data16 = data13.timeout;
if((typeof data16 !== "string") && (!(typeof data16 == "number"))){
const err32 = {instancePath:instancePath+"/defaults/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: schema48.type},message:"must be string,number",schema:schema48.type,parentSchema:schema48,data:data16};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(typeof data16 == "number"){
if(data16 < 0 || isNaN(data16)){
const err33 = {instancePath:instancePath+"/defaults/timeout",schemaPath:"#/$defs/duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48,data:data16};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(typeof data16 === "string"){
if(!pattern15.test(data16)){
const err34 = {instancePath:instancePath+"/defaults/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"},message:"must match pattern \""+"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$"+"\"",schema:"^(?:\\d+(?:\\.\\d+)?|(?=\\d)(?:\\d+(?:\\.\\d+)?d)?(?:\\d+(?:\\.\\d+)?h)?(?:\\d+(?:\\.\\d+)?m)?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+(?:\\.\\d+)?ms)?|P(?=[0-9T])(?:\\d+W|(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?))$",parentSchema:schema48,data:data16};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.defaults.type,parentSchema:schema31.properties.defaults,data:data13};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.triggers !== undefined){
let data17 = data.triggers;
if(Array.isArray(data17)){
const len2 = data17.length;
for(let i3=0; i3<len2; i3++){
if(!(validate42(data17[i3], {instancePath:instancePath+"/triggers/" + i3,parentData:data17,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
}
else {
const err36 = {instancePath:instancePath+"/triggers",schemaPath:"#/properties/triggers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.triggers.type,parentSchema:schema31.properties.triggers,data:data17};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.nodes !== undefined){
let data19 = data.nodes;
if(Array.isArray(data19)){
if(data19.length < 1){
const err37 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.nodes,data:data19};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
const len3 = data19.length;
for(let i4=0; i4<len3; i4++){
if(!(validate51(data19[i4], {instancePath:instancePath+"/nodes/" + i4,parentData:data19,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
}
else {
const err38 = {instancePath:instancePath+"/nodes",schemaPath:"#/properties/nodes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nodes.type,parentSchema:schema31.properties.nodes,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.edges !== undefined){
let data21 = data.edges;
if(Array.isArray(data21)){
const len4 = data21.length;
for(let i5=0; i5<len4; i5++){
if(!(validate73(data21[i5], {instancePath:instancePath+"/edges/" + i5,parentData:data21,parentDataProperty:i5,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
}
else {
const err39 = {instancePath:instancePath+"/edges",schemaPath:"#/properties/edges/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.edges.type,parentSchema:schema31.properties.edges,data:data21};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.execution !== undefined){
if(!(validate77(data.execution, {instancePath:instancePath+"/execution",parentData:data,parentDataProperty:"execution",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
if(data.on_finish !== undefined){
let data24 = data.on_finish;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.url === undefined){
const err40 = {instancePath:instancePath+"/on_finish",schemaPath:"#/$defs/on_finish/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema111.required,parentSchema:schema111,data:data24};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data24.secret === undefined){
const err41 = {instancePath:instancePath+"/on_finish",schemaPath:"#/$defs/on_finish/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'",schema:schema111.required,parentSchema:schema111,data:data24};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key8 in data24){
if(!(((key8 === "url") || (key8 === "secret")) || (pattern4.test(key8)))){
const err42 = {instancePath:instancePath+"/on_finish",schemaPath:"#/$defs/on_finish/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema111,data:data24};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data24.url !== undefined){
let data25 = data24.url;
if(typeof data25 === "string"){
if(func2(data25) < 1){
const err43 = {instancePath:instancePath+"/on_finish/url",schemaPath:"#/$defs/on_finish/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema111.properties.url,data:data25};
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
const err44 = {instancePath:instancePath+"/on_finish/url",schemaPath:"#/$defs/on_finish/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema111.properties.url.type,parentSchema:schema111.properties.url,data:data25};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data24.secret !== undefined){
let data26 = data24.secret;
if(typeof data26 === "string"){
if(func2(data26) < 1){
const err45 = {instancePath:instancePath+"/on_finish/secret",schemaPath:"#/$defs/on_finish/properties/secret/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema111.properties.secret,data:data26};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/on_finish/secret",schemaPath:"#/$defs/on_finish/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema111.properties.secret.type,parentSchema:schema111.properties.secret,data:data26};
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
else {
const err47 = {instancePath:instancePath+"/on_finish",schemaPath:"#/$defs/on_finish/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema111.type,parentSchema:schema111,data:data24};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.observability !== undefined){
if(!(validate81(data.observability, {instancePath:instancePath+"/observability",parentData:data,parentDataProperty:"observability",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
if(data.tests !== undefined){
let data28 = data.tests;
if(Array.isArray(data28)){
const len5 = data28.length;
for(let i6=0; i6<len5; i6++){
if(!(validate87(data28[i6], {instancePath:instancePath+"/tests/" + i6,parentData:data28,parentDataProperty:i6,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err48 = {instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.tests.type,parentSchema:schema31.properties.tests,data:data28};
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
const err49 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

