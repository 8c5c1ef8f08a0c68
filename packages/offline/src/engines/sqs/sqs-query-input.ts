import type { Input } from "./sqs-input.ts";

const integers = new Set([
  "DelaySeconds",
  "MaxNumberOfMessages",
  "MaxNumberOfMessagesPerSecond",
  "MaxResults",
  "VisibilityTimeout",
  "WaitTimeSeconds",
]);
const texts: Record<string, string | undefined> = {
  AttributeName: "AttributeNames",
  MessageAttributeName: "MessageAttributeNames",
  MessageSystemAttributeName: "MessageSystemAttributeNames",
  TagKey: "TagKeys",
};
const maps: Record<string, { member: string; key: string } | undefined> = {
  Attribute: { member: "Attributes", key: "Name" },
  MessageAttribute: { member: "MessageAttributes", key: "Name" },
  MessageSystemAttribute: { member: "MessageSystemAttributes", key: "Name" },
  Tag: { member: "Tags", key: "Key" },
};

type Tree = Map<string, string | Tree>;

/** Converts the query protocol's parameters (`Attribute.1.Name`) to the JSON protocol's (`Attributes: {…}`). */
export function queryInput(parameters: Map<string, string>): Input {
  const tree: Tree = new Map();
  for (const [path, value] of parameters) insert(tree, path.split("."), value);
  const input = inputOf(tree);
  // CreateQueue's tags start with a lower-case letter in the JSON protocol.
  return parameters.get("Action") === "CreateQueue" && input.Tags ? { ...input, tags: input.Tags } : input;
}

function inputOf(tree: Tree): Input {
  return Object.fromEntries([...tree].map(([name, value]) => memberOf(name, value)));
}

function memberOf(name: string, value: string | Tree): [string, unknown] {
  if (typeof value === "string") return [name, integers.has(name) ? numberIn(value) : value];
  const items = [...value.values()];
  const list = texts[name];
  if (list) return [list, items];
  const map = maps[name];
  if (map) return [map.member, Object.fromEntries(items.map((item) => entryOf(item, map.key)))];
  if (name.endsWith("RequestEntry")) return ["Entries", items.map((item) => inputOf(treeIn(item)))];
  return [name, inputOf(value)];
}

function entryOf(item: string | Tree, key: string): [string, unknown] {
  const entry = treeIn(item);
  const value = entry.get("Value") ?? "";
  return [String(entry.get(key) ?? ""), typeof value === "string" ? value : Object.fromEntries(value)];
}

/** Anything that is not a number is refused as such. */
function numberIn(text: string): unknown {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

function treeIn(item: string | Tree): Tree {
  return typeof item === "string" ? new Map() : item;
}

function insert(tree: Tree, [name = "", ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const known = tree.get(name);
  const branch: Tree = known instanceof Map ? known : new Map();
  tree.set(name, branch);
  insert(branch, rest, value);
}
