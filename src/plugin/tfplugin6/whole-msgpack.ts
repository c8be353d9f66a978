/**
 * Whether bytes are one msgpack value with all that it announces. The library makes room for a list before it reads its items, so a
 * few bytes could announce more than there is memory. https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export function isWholeMsgpack(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  // Every value has at least one byte, so the values still to come are never more than the bytes that are left.
  for (let awaited = 1; awaited > 0; ) {
    if (awaited > bytes.length - position) return false;
    const { size, values } = measure(view, position);
    position += size;
    awaited += values - 1;
  }
  return position === bytes.length;
}

interface Measure {
  /** bytes of the value itself */
  readonly size: number;
  /** values that follow as its parts */
  readonly values: number;
}

/** Bytes after the first one, of values from 0xc0 on whose size is known from the first one; Infinity: no value begins so. */
const fixed = [0, Infinity, 0, 0, 0, 0, 0, 0, 0, 0, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17];

function measure(view: DataView, position: number): Measure {
  const first = view.getUint8(position);
  const length = (bytes: number): number => {
    if (position + bytes >= view.byteLength) return Infinity;
    if (bytes === 1) return view.getUint8(position + 1);
    return bytes === 2 ? view.getUint16(position + 1) : view.getUint32(position + 1);
  };
  const counted = (bytes: number, more = 0): Measure => ({ size: 1 + bytes + length(bytes) + more, values: 0 });
  if (first < 0x80 || first >= 0xe0) return { size: 1, values: 0 };
  if (first < 0x90) return { size: 1, values: 2 * (first & 0x0f) };
  if (first < 0xa0) return { size: 1, values: first & 0x0f };
  if (first < 0xc0) return { size: 1 + (first & 0x1f), values: 0 };
  if (first >= 0xc4 && first <= 0xc6) return counted(2 ** (first - 0xc4));
  if (first >= 0xc7 && first <= 0xc9) return counted(2 ** (first - 0xc7), 1);
  if (first < 0xd9) return { size: 1 + (fixed[first - 0xc0] as number), values: 0 };
  if (first < 0xdc) return counted(2 ** (first - 0xd9));
  const bytes = first % 2 === 0 ? 2 : 4;
  return { size: 1 + bytes, values: length(bytes) * (first < 0xde ? 1 : 2) };
}
