/**
 * Reads the heads of WebSocket frames in what a client sends, and reports each frame's payload length before the
 * payload arrives. ws limits only messages, not their frames. https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 *
 * @returns a function to call with every chunk, in order
 */
export function frameSizes(tell: (bytes: number) => void): (chunk: Buffer) => void {
  let head = Buffer.alloc(0);
  let payloadLeft = 0;

  return (chunk) => {
    let place = 0;
    while (place < chunk.length) {
      if (payloadLeft > 0) {
        const passed = Math.min(payloadLeft, chunk.length - place);
        payloadLeft -= passed;
        place += passed;
        continue;
      }
      const missing = headLength(head) - head.length;
      const next = chunk.subarray(place, place + missing);
      head = Buffer.concat([head, next]);
      place += next.length;
      if (head.length < headLength(head)) continue;
      payloadLeft = payloadLength(head);
      head = Buffer.alloc(0);
      tell(payloadLeft);
    }
  };
}

const maskLength = 4;

/** As far as the beginning shows. */
function headLength(head: Buffer): number {
  if (head.length < 2) return 2;
  const masked = ((head[1] as number) & 0x80) !== 0;
  return 2 + lengthBytes(head) + (masked ? maskLength : 0);
}

function payloadLength(head: Buffer): number {
  const bytes = lengthBytes(head);
  if (bytes === 8) return Number(head.readBigUInt64BE(2));
  return bytes === 2 ? head.readUInt16BE(2) : (head[1] as number) & 0x7f;
}

function lengthBytes(head: Buffer): 0 | 2 | 8 {
  const short = (head[1] as number) & 0x7f;
  if (short === 127) return 8;
  return short === 126 ? 2 : 0;
}
