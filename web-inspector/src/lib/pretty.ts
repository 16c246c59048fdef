/** A piece of formatted text, with what it is for colouring. */
export interface Token {
  text: string;
  kind: 'plain' | 'key' | 'string' | 'number' | 'word' | 'tag';
}

const jsonToken = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[a-zA-Z]+|[{}[\],:]|\s+|./gs;

/**
 * JSON with line breaks. It works on tokens and not on values: numbers stay as they were written, and a body of
 * which only the beginning was kept is formatted as far as it goes.
 */
export function prettyJson(text: string): Token[] {
  const tokens: Token[] = [];
  const parts = text.match(jsonToken)?.filter((part) => part.trim() !== '') ?? [];
  let depth = 0;
  const plain = (piece: string) => tokens.push({ text: piece, kind: 'plain' });
  const newline = () => plain(`\n${'  '.repeat(depth)}`);
  parts.forEach((part, i) => {
    const next = parts[i + 1];
    if (part === '{' || part === '[') {
      plain(part);
      depth++;
      if (next !== '}' && next !== ']') newline();
    } else if (part === '}' || part === ']') {
      depth = Math.max(depth - 1, 0);
      if (parts[i - 1] !== '{' && parts[i - 1] !== '[') newline();
      plain(part);
    } else if (part === ',') {
      plain(part);
      newline();
    } else if (part === ':') {
      plain(': ');
    } else {
      tokens.push({ text: part, kind: jsonKind(part, next) });
    }
  });
  return tokens;
}

function jsonKind(part: string, next: string | undefined): Token['kind'] {
  if (part.startsWith('"')) return next === ':' ? 'key' : 'string';
  if (/^-?\d/.test(part)) return 'number';
  return /^[a-z]+$/.test(part) ? 'word' : 'plain';
}

const markup = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[^>]*>?|[^<]+/g;

/** XML with line breaks; text alone between its tags stays on their line. */
export function prettyXml(text: string): Token[] {
  const parts = text.match(markup)?.filter((part) => part.trim() !== '') ?? [];
  const tokens: Token[] = [];
  let depth = 0;
  parts.forEach((part, i) => {
    const tag = part.startsWith('<');
    const closing = part.startsWith('</');
    const before = parts[i - 1];
    const inline = (!tag && isOpening(before)) || (closing && (isOpening(before) || isTextIn(parts, i)));
    if (closing) depth = Math.max(depth - 1, 0);
    if (i > 0 && !inline) tokens.push({ text: `\n${'  '.repeat(depth)}`, kind: 'plain' });
    tokens.push({ text: part.trim(), kind: tag ? 'tag' : 'plain' });
    if (isOpening(part)) depth++;
  });
  return tokens;
}

function isOpening(part: string | undefined): boolean {
  return part !== undefined && /^<[^/!?]/.test(part) && !part.endsWith('/>');
}

function isTextIn(parts: string[], closing: number): boolean {
  const text = parts[closing - 1];
  return text !== undefined && !text.startsWith('<') && isOpening(parts[closing - 2]);
}
