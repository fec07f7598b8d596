import type { CheckRule } from '../context.ts';

/** Words in names of variables that hold what nobody else may see. */
const SECRET = /(?:^|_)(?:SECRET|TOKEN|PASSWORD|PASSWD|PWD|CREDENTIALS?|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)(?:_|$)/i;

/** `env` is for what may be seen: its values are kept in the journal and shown on the pages of a run. */
export const envNames: CheckRule = ({ document, reporter }) => {
  for (const { name, at } of document.env) {
    if (!SECRET.test(name)) continue;
    reporter.report({
      code: 'W318',
      span: at.span,
      message: `\`${name}\` looks like a secret, and values of \`env\` are kept in the journal`,
      help: 'take it out of `env`: plugins read secrets themselves, by the variables that their configuration names',
    });
  }
};
