// mocha's own reporter, and as the very last line the tally that CI reads.
import Mocha from 'mocha';

const Base = process.stdout.isTTY ? Mocha.reporters.Spec : Mocha.reporters.Dot;

const LEFT_OPEN_MS = 10_000;

function leftOpen() {
  console.error(`a test left something open: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}

// mocha finds a reporter by its default export.
export default class TallyReporter extends Base {
  done(failures, exit) {
    const { passes, failures: failed, pending } = this.stats;
    process.stdout.write(`${passes} passed, ${failed} failed, ${pending} skipped\n`);
    // Something that was left open would keep this process for ever, and nobody would know what.
    setTimeout(leftOpen, LEFT_OPEN_MS).unref();
    exit(failures);
  }
}
