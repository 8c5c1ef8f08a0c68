import { escapeXml } from "./fauxqs.ts";

/** The query protocol's name for an element of each list. */
const elements: Record<string, string | undefined> = {
  QueueUrls: "QueueUrl",
  queueUrls: "QueueUrl",
  Messages: "Message",
  Failed: "BatchResultErrorEntry",
  Results: "ListMessageMoveTasksResultEntry",
};
const maps: Record<string, { element: string; key: string } | undefined> = {
  Attributes: { element: "Attribute", key: "Name" },
  MessageAttributes: { element: "MessageAttribute", key: "Name" },
  Tags: { element: "Tag", key: "Key" },
};

/** The members of an answer as XML, lists and maps flattened. */
export function queryOutput(action: string, output: object): string {
  const names: typeof elements = { ...elements, Successful: `${action}ResultEntry` };
  return members(output);

  function members(object: object): string {
    return Object.entries(object)
      .map(([name, value]) => member(name, value))
      .join("");
  }

  function member(name: string, value: unknown): string {
    if (value === undefined || value === null) return "";
    const map = maps[name];
    if (map) {
      const entries = Object.entries(value as object);
      return entries
        .map(([key, each]) => tag(map.element, `${tag(map.key, escapeXml(key))}${member("Value", each)}`))
        .join("");
    }
    if (Array.isArray(value)) return value.map((each) => member(names[name] ?? name, each)).join("");
    return tag(name, typeof value === "object" ? members(value) : escapeXml(String(value)));
  }
}

function tag(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}
