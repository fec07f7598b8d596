/**
 * How an expression is read. `cel`: the Common Expression Language exactly. `workflow`: integer literals adapt to the number beside
 * them, and `loop` is a name. `flow`: the conditions of the flow dialect, with `and`, `or`, `not`, `True`, `None` and braces.
 */
export type Dialect = 'cel' | 'workflow' | 'flow';
