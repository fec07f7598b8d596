// Colours and type of a picture. Ink for what is there, a colour only for what went wrong or has run out.

/** Light and dark, by what they colour. Text is at least 4.9 : 1 on what it stands on. */
const COLOURS = {
  canvas: ['#ffffff', '#181b1a'],
  surface: ['#ffffff', '#1f2322'],
  sunken: ['#f1f1ed', '#2a2e2c'],
  region: ['#f6f6f3', '#131615'],
  inner: ['#ecece7', '#0c0e0d'],
  line: ['#e1e1dc', '#363b38'],
  dot: ['#e9e9e4', '#262b28'],
  border: ['#b4b6ae', '#565c57'],
  wire: ['#85877f', '#7d837d'],
  ink: ['#1a1c19', '#ecedea'],
  ink2: ['#4b4e48', '#b6bab4'],
  ink3: ['#646760', '#9ba098'],
  failed: ['#9f1239', '#ff6b6b'],
  limit: ['#8f5400', '#ffc247'],
} as const satisfies { readonly [name: string]: readonly [light: string, dark: string] };

type Colour = keyof typeof COLOURS;

/** What of a class has which colour. */
const PAINT: readonly (readonly [selector: string, property: 'fill' | 'stroke', colour: Colour])[] = [
  ['.bg', 'fill', 'canvas'],
  ['.bg', 'stroke', 'line'],
  ['.dot', 'fill', 'dot'],
  ['.loop,.final', 'fill', 'region'],
  ['.loop', 'stroke', 'line'],
  ['.loop.odd,.plate.odd', 'fill', 'inner'],
  ['.final', 'stroke', 'border'],
  ['.card', 'fill', 'surface'],
  ['.card,.fold', 'stroke', 'border'],
  ['.tile,.end', 'fill', 'sunken'],
  ['.end', 'stroke', 'border'],
  ['.icon', 'stroke', 'ink2'],
  ['.rule', 'stroke', 'line'],
  ['.wire', 'stroke', 'wire'],
  ['.head', 'fill', 'wire'],
  ['.wire.back', 'stroke', 'ink2'],
  ['.head.back', 'fill', 'ink2'],
  ['.wire.error', 'stroke', 'failed'],
  ['.head.error', 'fill', 'failed'],
  ['.wire.limit', 'stroke', 'limit'],
  ['.head.limit', 'fill', 'limit'],
  ['.plate', 'fill', 'canvas'],
  ['.plate.even', 'fill', 'region'],
  ['.pill', 'fill', 'surface'],
  ['.pill', 'stroke', 'ink2'],
  ['text', 'fill', 'ink2'],
  ['.name', 'fill', 'ink'],
  ['.quiet', 'fill', 'ink3'],
  ['text.error', 'fill', 'failed'],
  ['text.limit', 'fill', 'limit'],
];

const SHAPES: readonly string[] = [
  'text{font:11px Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}',
  '.name{font-size:13px;font-weight:600}',
  '.code{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,monospace;font-size:10.5px}',
  '.mid{text-anchor:middle}',
  '.strong{font-weight:600}',
  '.wire,.icon,.rule,.fold{fill:none}',
  '.wire{stroke-width:1.5;stroke-linejoin:round}',
  '.icon{stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}',
  '.error{stroke-dasharray:2 4;stroke-linecap:round}',
  '.limit{stroke-dasharray:7 4}',
  '.final{stroke-dasharray:4 4}',
  '.head,text{stroke:none}',
];

/** The style sheet. Every rule is below `.ca-graph`, so that a picture within a page changes nothing around it. */
export function styleSheet(): string {
  const paint = (tone: 0 | 1): readonly string[] =>
    [...Map.groupBy(PAINT, ([selector]) => selector)].map(([selector, rules]) => {
      const all = rules.map(([, property, colour]) => `${property}:${COLOURS[colour][tone]}`);
      return `${selector}{${all.join(';')}}`;
    });
  const scoped = (rules: readonly string[]): string =>
    rules.map((rule) => rule.replaceAll(/(^|,)(?=[.a-z][^{]*\{)/g, '$1.ca-graph ')).join('\n');
  return `${scoped(SHAPES)}\n${scoped(paint(0))}\n@media (prefers-color-scheme:dark){\n${scoped(paint(1))}\n}`;
}
