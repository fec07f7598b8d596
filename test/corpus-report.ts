// `npm run corpus`: how many of the corpus' mistakes are located exactly, named with their way out, and repaired by `--fix` alone.
import { isLocated, isNamed, mistakes, openAnswers } from './support/corpus.ts';

const answer = await openAnswers();
const rows = mistakes().map((mistake) => {
  const given = answer(mistake);
  return {
    name: mistake.name,
    code: mistake.expected.code,
    located: isLocated(mistake, given),
    named: isNamed(mistake, given),
    repaired: given.left.length === 0,
    falseAlarm: given.twin.length > 0,
  };
});

const share = (what: 'located' | 'named' | 'repaired' | 'falseAlarm'): string => {
  const count = rows.filter((row) => row[what]).length;
  return `${count} of ${rows.length} (${((100 * count) / rows.length).toFixed(1)} %)`;
};

for (const { name, code, located, named, repaired } of rows)
  console.log(
    `${code} ${located ? 'located' : 'MISSED '} ${named ? 'named' : 'SILENT'} ${repaired ? 'repaired' : 'by hand '} ${name}`,
  );
console.log(`located exactly, as one finding: ${share('located')}`);
console.log(`way out named:                   ${share('named')}`);
console.log(`repaired by --fix alone:         ${share('repaired')}`);
console.log(`false alarms on the twins:       ${share('falseAlarm')}`);
