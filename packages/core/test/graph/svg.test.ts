import assert from 'node:assert/strict';
import { toSvg } from '@configurable-agents/core/drawing';
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import { graph } from '../support/graph.ts';
import { randomFrom, randomGraph } from '../support/random-graph.ts';

const LITERAL = { kind: 'literal', value: {} } as const;
const MAP = {
  in: LITERAL,
  as: 'url',
  index_as: 'i',
  max_parallel: 3,
  max_items: 50,
  on_item_error: 'fail',
} as const;

/** Elements that are open at the end, and whatever is no XML. */
function faultsOf(svg: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [text] of svg.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>$/.exec(text);
    if (!text.startsWith('<')) {
      // eslint-disable-next-line no-control-regex
      if (/&(?!amp;|lt;|gt;|quot;)|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) faults.push(text);
    } else if (tag === null) faults.push(text);
    else if (tag[1] === '/') {
      if (open.pop() !== tag[2]) faults.push(text);
    } else if (tag[4] === '') open.push(tag[2] ?? '');
  }
  return [...faults, ...open];
}

function cardOf(svg: string, name: string): string {
  const card = svg.match(new RegExp(`<g [^>]*><title>${name}\\n[^]*?</g>`))?.[0];
  assert.ok(card !== undefined, `${name} in\n${svg}`);
  return card;
}

const hostile = '<script>alert(1)</script> & "x" \u0000\u202e\ud800';

describe('a graph as SVG', () => {
  it('is well-formed, whatever its texts are', () => {
    const named = graph(
      'a -> b',
      { a: { for_each: { ...MAP, as: hostile } }, b: { kind: 'subrun', workflow: hostile } },
      { name: hostile },
    );
    const svg = toSvg({ ...named, description: hostile });
    assert.deepEqual(faultsOf(svg), []);
    assert.ok(!svg.includes('<script'), svg);
    assert.ok(svg.includes(String.raw`&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; \u0000\u202e`), svg);
    for (const seed of [1, 2, 3, 4, 5])
      assert.deepEqual(faultsOf(toSvg(randomGraph({ size: 40, random: randomFrom(seed) }))), []);
  });

  it('needs nothing else: no script, no font, no file, no address', () => {
    const svg = toSvg(randomGraph({ size: 40, random: randomFrom(7) })).replace('http://www.w3.org/2000/svg', '');
    assert.doesNotMatch(svg, /script|@import|@font-face|href|https?:|\bon[a-z]+=|foreignObject/);
    assert.deepEqual(new Set([...svg.matchAll(/url\(([^)]*)\)/g)].map(([, target]) => target)), new Set(['#ca-dots']));
  });

  it('is an image with a name and a description in sentences', () => {
    const svg = toSvg({ ...graph('read -> answer, read -> park'), name: 'triage', description: 'Sorts issues.' });
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="ca-graph" role="img" /);
    const [, title, description] = /<title>(.*)<\/title>\n<desc>([^<]*)<\/desc>/.exec(svg) ?? [];
    assert.equal(title, 'triage');
    assert.deepEqual(description?.split('\n'), [
      'Sorts issues.',
      'read: test.work, then answer; park.',
      'answer: test.work, then END.',
      'park: test.work, then END.',
    ]);
  });

  it('describes the first sixty nodes of a large graph, and says how many more there are', () => {
    const chain = Array.from({ length: 70 }, (_, i) => `n${i} -> n${i + 1}`).join(', ');
    const [, description = ''] = /<desc>([^<]*)<\/desc>/.exec(toSvg(graph(chain))) ?? [];
    assert.equal(description.split('\n').length, 61);
    assert.match(description, /\nAnd 11 more\.$/);
  });

  it('cuts long names, and has the whole ones for who points at them', () => {
    const long = 'a_name_that_is_much_longer_than_any_card_could_be_made_for_it';
    const card = cardOf(toSvg(graph(`${long} -> b`)), long);
    assert.match(card, /<text class="name"[^>]*>a_name_that_is_[a-z_]+…<\/text>/);
    const route = conditional('x'.repeat(90));
    assert.match(route, /<g><title>x{90} == 1<\/title><rect class="plate"[^>]*\/><text [^>]*>x+…<\/text><\/g>/);
  });

  it('tells apart what goes on as usual, after a failure, at a limit, and back', () => {
    const svg = toSvg(looping());
    for (const kind of ['plain', 'error', 'limit', 'back']) {
      assert.match(svg, new RegExp(`<path class="wire ${kind}" d="M`));
      assert.match(svg, new RegExp(`<path class="head ${kind}" d="M`));
    }
    for (const words of ['again &gt; 3', 'at most 7', 'at the limit', 'on error', 'else'])
      assert.ok(svg.includes(`>${words}</text>`), words);
    assert.match(svg, /<rect class="loop even"[^>]*><title>loop of a, at most 7 times<\/title>/);
  });

  it('is one line between two nodes, with all its words', () => {
    const { edges, ...rest } = looping();
    const same = edges.map((edge) => (edge.kind === 'limit' ? { ...edge, to: 'c' } : edge));
    const svg = toSvg({ ...rest, edges: same });
    assert.ok(svg.includes('>else, at the limit</text>'), svg);
    assert.doesNotMatch(svg, /class="wire limit"/);
  });

  it('shows lists as stacks, other workflows with a double edge, and who waits for one of several', () => {
    const svg = toSvg(
      graph('a -> b, a -> c, b -> d, c -> d', {
        b: { for_each: MAP, when: { kind: 'name', name: 'ready', at: [0, 5] } },
        c: { kind: 'subrun', workflow: './other.yaml' },
        d: { join: 'any' },
      }),
    );
    assert.match(cardOf(svg, 'b'), />for each url, at most 50<.*>when ready</);
    assert.equal(svg.match(/<rect class="card"/g)?.length, 4 + 2);
    assert.match(cardOf(svg, 'c'), /<path class="fold"[^]*>\.\/other\.yaml</);
    assert.match(cardOf(svg, 'd'), /<rect class="pill"[^]*>any</);
    assert.doesNotMatch(cardOf(svg, 'a'), /fold|pill|for each|when/);
  });

  it('has an icon for each kind of node', () => {
    const wait = { kind: 'wait', wait: { for: 'duration', duration: LITERAL } } as const;
    const signal = { kind: 'wait', wait: { for: 'signal', signal: 'paid', schema: true } } as const;
    const kinds: readonly Partial<GraphNode>[] = [
      { uses: 'llm', llm: { provider: 'echo', model: 'any', parameters: {} } },
      { uses: 'http' },
      { uses: 'code' },
      { uses: 'slack.post_message' },
      { kind: 'set' },
      wait,
      signal,
      { kind: 'approval' },
      { kind: 'subrun', workflow: 'other' },
    ];
    const nodes = kinds.map((kind, i) => ({ ...graph('a -> b').nodes[0], ...kind, name: `n${i}` }) as GraphNode);
    const svg = toSvg({ ...graph('a -> b'), nodes, edges: [] });
    const icons = [...svg.matchAll(/<path class="icon" [^>]*d="([^"]*)"/g)].map(([, path]) => path);
    assert.equal(new Set(icons).size, kinds.length);
    assert.ok(svg.includes('>echo any</text>') && svg.includes('>waits for paid</text>'));
  });

  it('sets nodes that run at the end apart', () => {
    const svg = toSvg(graph('a -> b', { b: { finally: true } }));
    assert.match(svg, /<rect class="final"[^>]*><title>at the end, whatever happened<\/title>/);
  });

  it('has text in light and in dark that is at least 4.5 : 1 on every ground', () => {
    const svg = toSvg(graph('a -> b'));
    const [light = '', dark = ''] = svg.slice(svg.indexOf('<style>')).split('@media (prefers-color-scheme:dark)');
    for (const [theme, sheet] of Object.entries({ light, dark })) {
      const fill = (selector: string): string => {
        const rule = [...sheet.matchAll(/^(.*)\{(.*)\}$/gm)].find(
          ([, selectors, rules]) =>
            selectors?.split(',').includes(`.ca-graph ${selector}`) && rules?.includes('fill:#'),
        );
        return /fill:(#[0-9a-f]{6})/.exec(rule?.[2] ?? '')?.[1] ?? assert.fail(`${selector} in ${theme}`);
      };
      for (const text of ['text', '.name', '.quiet', 'text.error', 'text.limit'])
        for (const ground of ['.bg', '.card', '.loop', '.loop.odd', '.plate', '.pill', '.end'])
          assert.ok(contrast(fill(text), fill(ground)) >= 4.5, `${theme}: ${text} on ${ground}`);
    }
  });

  it('is the same for the same graph', () => {
    const one = randomGraph({ size: 50, random: randomFrom(3) });
    assert.equal(toSvg(structuredClone(one)), toSvg(one));
  });
});

/** a and b in a loop of at most seven, d after a failure of a, e at the limit, c otherwise. */
function looping(): ExecutionGraph {
  const again = { kind: 'name', name: 'again', at: [0, 5] } as const;
  const three = { kind: 'int', value: '3', at: [8, 9] } as const;
  const when = { kind: 'call', name: '>', args: [again, three], at: [0, 9] } as const;
  const base = graph('a -> b, b -> c, a -> d, b -> e', { b: { routes: [{ when, to: ['a'] }, { to: ['c'] }] } });
  const order = ['a', 'b', 'c', 'd', 'e'];
  return {
    ...base,
    nodes: base.nodes.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    edges: [
      { from: 'a', to: 'b' },
      { from: 'a', to: 'd', kind: 'error' },
      { from: 'b', to: 'a', kind: 'back', route: 0 },
      { from: 'b', to: 'e', kind: 'limit' },
      { from: 'b', to: 'c', kind: 'route', route: 1 },
      ...['c', 'd', 'e'].map((from) => ({ from, to: 'END' })),
    ],
    regions: [{ id: 'r', header: 'a', latch: 'b', nodes: ['a', 'b'], max_iterations: 7, on_limit: 'e' }],
  };
}

/** The picture of a route whose condition is that a name is 1. */
function conditional(name: string): string {
  const when = {
    kind: 'call',
    name: '==',
    args: [
      { kind: 'name', name, at: [0, 1] },
      { kind: 'int', value: '1', at: [0, 1] },
    ],
    at: [0, 1],
  } as const;
  const base = graph('a -> b, a -> c', { a: { routes: [{ when, to: ['b'] }, { to: ['c'] }] } });
  return toSvg({ ...base, edges: base.edges.map((edge, route) => ({ ...edge, kind: 'route', route })) });
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
