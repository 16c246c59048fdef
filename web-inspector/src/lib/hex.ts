const WIDTH = 16;

/** `00000010  68 65 6c …  |hel…|`, one line for each 16 bytes. */
export function hexDump(bytes: Uint8Array, limit: number): string {
  const lines: string[] = [];
  const end = Math.min(bytes.length, limit);
  for (let at = 0; at < end; at += WIDTH) {
    const row = [...bytes.subarray(at, Math.min(at + WIDTH, end))];
    const digits = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${digits.padEnd(WIDTH * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
