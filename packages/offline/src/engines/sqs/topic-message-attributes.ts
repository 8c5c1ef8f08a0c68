import { type MessageAttribute, SnsError } from "./fauxqs.ts";

type Given = { Name?: string; DataType?: string; StringValue?: string; BinaryValue?: string };

/**
 * @param prefix `MessageAttributes.entry.`, or that of a batch entry
 * @throws SNS's error for an attribute that it does not accept
 */
export function topicMessageAttributes(
  parameters: Record<string, string>,
  prefix: string,
): Record<string, MessageAttribute> {
  const given = new Map<string, Given>();
  for (const [parameter, value] of Object.entries(parameters)) {
    if (!parameter.startsWith(prefix)) continue;
    const [index = "", ...field] = parameter.slice(prefix.length).split(".");
    given.set(index, { ...given.get(index), [field.at(-1) ?? ""]: value });
  }
  return Object.fromEntries([...given.values()].map((each) => [each.Name ?? "", attributeOf(each)]));
}

function attributeOf({ Name = "", DataType: type, StringValue, BinaryValue }: Given): MessageAttribute {
  const nameFault = faultOfName(Name);
  if (nameFault) throw refused(nameFault);
  if (!type) {
    throw new SnsError(
      "ValidationError",
      `1 validation error detected: Value null at 'messageAttributes.${Name}.member.dataType' failed to satisfy constraint: Member must not be null`,
    );
  }
  const kind = type.split(".")[0];
  if (kind !== "String" && kind !== "Number" && kind !== "Binary") {
    throw refused(
      `The message attribute '${Name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const field = kind === "Binary" ? "Binary" : "String";
  const [value, other] = kind === "Binary" ? [BinaryValue, StringValue] : [StringValue, BinaryValue];
  if (value === undefined && other !== undefined) {
    throw refused(`The message attribute '${Name}' with type '${kind}' must use field '${field}'.`);
  }
  if (!value) {
    throw refused(
      `The message attribute '${Name}' must contain non-empty message attribute value for message attribute type '${kind}'.`,
    );
  }
  return kind === "Binary" ? { DataType: type, BinaryValue: value } : { DataType: type, StringValue: value };
}

function faultOfName(name: string): string | undefined {
  if (Buffer.byteLength(name) > 256) return "Length of message attribute name must be less than 256 bytes.";
  const [character] = /[^\w.-]/u.exec(name) ?? [];
  if (character) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase();
    return `Invalid non-alphanumeric character '#x${code}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`;
  }
  if (name.startsWith(".")) return "Invalid message attribute name starting with character '.' was found.";
  if (name.endsWith(".")) return "Invalid message attribute name ending with character '.' was found.";
  return name.includes("..") ? "Message attribute name can not have successive '.' character." : undefined;
}

function refused(message: string) {
  return new SnsError("ParameterValueInvalid", message);
}
