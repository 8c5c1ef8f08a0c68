/**
 * Everything that can be wrong with one place in the input: a stable code for programs, and an English text in which
 * `{name}` is a parameter. The web app has the texts in its own languages (web/src/i18n/problems/).
 *
 * If two texts match, the first one applies. Without zod, so that the web app may load it.
 */
export const faults = {
  "whole-number": "must be a whole number from {from} to {to}",
  "whole-seconds": "must be a whole number of seconds from {from} to {to}",
  "whole-from": "must be a whole number of {from} or more",
  integer: "must be a whole number",
  "not-zero": "must be a whole number other than 0",
  "number-range": "must be a number from {from} to {to}",
  "finite-number": "must be a finite number",
  "exact-range": "must be from {from} to {to}: beyond, adding 1 is not exact",
  "near-zero": "must be 0 or at least {least} away from it",
  boolean: "must be true or false",
  "product-id": "must be a product's id",
  "unknown-product": "There is no such product.",
  lines: "must be a list of lines",
  "no-lines": "must have at least one line",
  "too-many-lines": "must have at most {most} lines",
  "too-many-units": "{productId} is there more than once, with more than {most} units in all",
  email: "must be an e-mail address",
  url: "must be an http or https URL",
  time: "must be an ISO 8601 time in UTC",
  "time-like": "must be a time like {example}",
  uuid: "must be a UUID",
  "idempotency-key": "must have 1 to 255 visible ASCII characters",
  "queue-id": "must have 1 to 128 characters: ASCII letters, digits and punctuation",
  cursor: "is not a cursor",
  reason: "must say why",
  "queue-name": "must be the queue's name, {name}",
  "no-messages": "must name at least one message",
  empty: "must not be empty",
  "too-many-characters": "must have at most {most} characters",
  "not-both": "cannot be given together with {other}",
  "choose-or-purge": "must be given, or filter; to delete everything, purge the queue",
  "redrive-work-queue": "is a work queue; redrive its dead-letter queue",
  "delete-from-work-queue": "is a work queue; its messages belong to its consumer",
  "resting-queue": "is a queue where messages rest; send to the queue itself",
  "body-text": "must be the body as text",
  "queue-characters": "holds a character that cannot be kept, such as NUL or U+FFFE",
  "ill-formed": "must be well-formed Unicode: it holds half of a surrogate pair",
  "not-json": "not JSON",
  "unkept-body": "has {bytes} bytes, too many to be kept",
  "unkept-lines": "has more lines than can be kept",
  "ill-formed-body": "The body is not well-formed {mediaType}.",
  "fifo-group": "must be given for a FIFO queue",
  "fifo-delay": "cannot be given for a single message of a FIFO queue",
  "fifo-only": "is for FIFO queues only",
  // The waiting room.
  "number-in-line": "must be a number in the line",
  "all-or-products": 'must be "all", or a list of products',
  "no-change": "must change something",
  "unknown-product-id": "There is no product {productId}.",
  "drained-early": "cannot be draining before the opening: there is nobody to admit.",
  "opened-already": "comes too late: the room is open. Close it to open it anew.",
  "decided-at-opening": "is decided together with the opening: send it with mode open.",
  "draw-without-time": "needs opensAt: numbers are drawn among those who have come by then.",
  "time-passed": "must lie ahead; null opens at once",
  // Shopify.
  object: "must be an object",
  list: "must be a list",
  text: "must be text",
  id: "must be an id",
  "zero-or-more": "must be 0 or more",
  "corrected-body": "must be text: the whole corrected body",
  "too-slow": "must be enough for all to be sent within {seconds} seconds",
  // Devices that receive push messages.
  subscription: "must be a subscription",
  endpoint: "must be the endpoint of a subscription",
  "p256-key": "must be a P-256 key of 65 bytes, base64url",
  "key-bytes": "must be {bytes} bytes, base64url",
  "off-curve": "is not a point of the curve P-256",
  address: "is not an address",
  "address-user": "must not hold a user name or password",
  "address-fragment": "must not have a fragment",
  "address-https": "must begin with https://",
  "address-port": "must not name a port",
  "unknown-service": "is of {host}, which is no push service that is known here",
  "unknown-field": "is not known here",
  required: "is needed",
  // Faults without a text above: they follow from zod's own issue codes.
  missing: "is missing",
  "wrong-type": "must be of type {expected}",
  "too-small": "must be at least {least}",
  "too-large": "must be at most {most}",
  "too-short": "must have at least {least}",
  "too-long": "must have at most {most}",
  "wrong-format": "must be a valid {format}",
  "one-of": "must be {values}",
  invalid: "is not valid",
} as const;

export type FaultCode = keyof typeof faults;
export type FaultParams = Record<string, string>;
export interface Fault {
  code: FaultCode;
  params?: FaultParams;
}

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type ParamsOf<Code extends FaultCode> = Record<Names<(typeof faults)[Code]>, string | number>;

/** @returns the English text of a fault */
export function faultText<Code extends FaultCode>(
  code: Code,
  ...[params]: [Names<(typeof faults)[Code]>] extends [never] ? [] : [ParamsOf<Code>]
): string {
  const values: Record<string, string | number> = params ?? {};
  return faults[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

const patterns = Object.entries(faults).map(([code, text]) => {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const escaped = text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "(.+)");
  return { code: code as FaultCode, names, pattern: new RegExp(`^${escaped}$`, "s") };
});

/** @returns the fault with this English text, if there is one */
export function faultOf(text: string): Fault | undefined {
  for (const { code, names, pattern } of patterns) {
    const [, ...values] = pattern.exec(text) ?? [];
    if (!pattern.test(text)) continue;
    if (names.length === 0) return { code };
    return { code, params: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])) };
  }
  return undefined;
}
