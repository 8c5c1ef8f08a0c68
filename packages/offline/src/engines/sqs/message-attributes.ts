import { type MessageAttribute, SqsError } from "./fauxqs.ts";
import { type Input, optionalObject, optionalText } from "./sqs-input.ts";

// #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF. fauxqs leaves out the last range: emoji.
const invalidCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

export function hasInvalidCharacter(text: string): boolean {
  return invalidCharacter.test(text);
}

/** The message attributes of a request. @throws SQS's error for an attribute that it does not accept. */
export function messageAttributes(input: Input): Record<string, MessageAttribute> {
  const given = optionalObject(input, "MessageAttributes") ?? {};
  const names = Object.keys(given);
  if (names.length > 10) {
    throw refused(`Number of message attributes [${names.length}] exceeds the allowed maximum [10].`);
  }
  return Object.fromEntries(names.map((name) => [name, messageAttribute(name, optionalObject(given, name) ?? {})]));
}

function messageAttribute(name: string, given: Input): MessageAttribute {
  if (!/^[\w.-]{1,255}$/.test(name)) {
    throw refused(
      "Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores.",
    );
  }
  if (/^(aws|amazon)\.|^\.|\.$/i.test(name)) {
    throw refused(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
    );
  }
  const type = optionalText(given, "DataType") ?? "";
  const kind = type.split(".")[0];
  if (kind !== "String" && kind !== "Number" && kind !== "Binary") {
    throw refused(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (kind === "Binary") {
    const value = optionalText(given, "BinaryValue");
    if (!value) throw refused(`Message (user) attribute '${name}' must contain a non-empty value of type 'Binary'.`);
    return { DataType: type, BinaryValue: value };
  }
  const value = optionalText(given, "StringValue");
  if (!value) throw refused(`Message (user) attribute '${name}' must contain a non-empty value of type 'String'.`);
  if (hasInvalidCharacter(value)) throw refused(`Message (user) attribute '${name}' contains an invalid character.`);
  if (kind === "Number" && !Number.isFinite(Number(value))) {
    throw refused(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { DataType: type, StringValue: value };
}

/** The only message system attribute. It counts neither towards the size nor the attributes' MD5. */
export function traceHeader(input: Input): MessageAttribute | undefined {
  const { AWSTraceHeader: given, ...others } = optionalObject(input, "MessageSystemAttributes") ?? {};
  const [unknown] = Object.keys(others);
  if (unknown) throw refused(`Message system attribute name '${unknown}' is invalid.`);
  if (given === undefined) return undefined;
  const { DataType, StringValue } = given as Record<string, unknown>;
  if (DataType !== "String" || typeof StringValue !== "string" || StringValue === "") {
    throw refused("Message (system) attribute 'AWSTraceHeader' must contain a non-empty value of type 'String'.");
  }
  return { DataType, StringValue };
}

/** The attributes that a receiver asked for: by name, by prefix (`order.*`), or all (`All`, `*`, `.*`). */
export function requestedAttributes(
  attributes: Record<string, MessageAttribute>,
  names: string[],
): Record<string, MessageAttribute> {
  const isRequested = (attribute: string) =>
    names.some(
      (name) =>
        name === "All" ||
        name === "*" ||
        name === attribute ||
        (name.endsWith(".*") && attribute.startsWith(name.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isRequested(name)));
}

function refused(message: string) {
  return new SqsError("InvalidParameterValue", message);
}
