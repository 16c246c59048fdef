export interface DiffLine {
  kind: 'same' | 'left' | 'right';
  text: string;
}

/** The table of the longest common subsequence has this many cells at most. */
const MAX_CELLS = 4_000_000;

/** What has to go from left, and come from right. Where both are too long, all of left goes and all of right comes. */
export function diff(left: readonly string[], right: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end++;
  }
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [
    ...same(left.slice(0, start)),
    ...middle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...same(left.slice(left.length - end)),
  ];
}

function middle(left: readonly string[], right: readonly string[]): DiffLine[] {
  if (left.length * right.length > MAX_CELLS) {
    return [
      ...left.map((text): DiffLine => ({ kind: 'left', text })),
      ...right.map((text): DiffLine => ({ kind: 'right', text })),
    ];
  }
  const width = right.length + 1;
  const longest = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push({ kind: 'same', text: left[i] ?? '' });
      i++;
      j++;
    } else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'left', text: left[i++] ?? '' });
    } else {
      lines.push({ kind: 'right', text: right[j++] ?? '' });
    }
  }
  return lines;
}
