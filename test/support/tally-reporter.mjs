// mocha's own reporter, and as the very last line the tally that CI reads.
import Mocha from 'mocha';

const Base = process.stdout.isTTY ? Mocha.reporters.Spec : Mocha.reporters.Dot;

// mocha finds a reporter by its default export.
export default class TallyReporter extends Base {
  done(failures, exit) {
    const { passes, failures: failed, pending } = this.stats;
    process.stdout.write(`${passes} passed, ${failed} failed, ${pending} skipped\n`);
    exit(failures);
  }
}
