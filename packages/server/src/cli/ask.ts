// Questions to a person at a terminal.
import { createInterface } from 'node:readline';

export type Terminal = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

type Answer<T> = { readonly value: T } | { readonly problem: string };

/** The terminal that this process has, where it has one on both sides. */
export function ownTerminal(): Terminal | undefined {
  return process.stdin.isTTY && process.stderr.isTTY ? { input: process.stdin, output: process.stderr } : undefined;
}

/** Asks until an answer can be read; the end of the input is none. */
export async function ask<T>(
  question: string,
  { input, output }: Terminal,
  read: (answer: string) => Answer<T>,
): Promise<T | undefined> {
  const lines = createInterface({ input, output });
  // Listening first: an answer may come with the question.
  const answers = lines[Symbol.asyncIterator]();
  try {
    output.write(question);
    for await (const line of answers) {
      const answer = read(line.trim());
      if ('value' in answer) return answer.value;
      output.write(`${answer.problem}\n${question}`);
    }
    return undefined;
  } finally {
    lines.close();
  }
}
