import { isDeepStrictEqual } from "node:util";
import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Table } from "@donut/offline/graph/types";

/**
 * DynamoDB's single and transactional writes in memory, as far as this project's expressions need them, for property
 * tests that make more calls than an engine can answer in a test's time. Its own test runs the same calls on the
 * engine.
 */
export class MemoryDynamoDb {
  readonly #tables: Map<string, { schema: Pick<Table, "key" | "indexes">; items: Map<string, Item> }>;

  constructor(tables: Pick<Table, "name" | "key" | "indexes">[]) {
    this.#tables = new Map(tables.map(({ name, ...schema }) => [name, { schema, items: new Map() }]));
  }

  /** @returns the stored item, read-only */
  peek(table: string, key: Record<string, unknown>): Readonly<Record<string, unknown>> | undefined {
    return this.#get(table, key);
  }

  /** Like a document client's `send`, but atomic and synchronous. */
  send(command: object): Record<string, unknown> {
    if (command instanceof GetCommand) {
      const { TableName: table, Key: key } = command.input as Request;
      return { Item: copy(this.#get(table, key)) };
    }
    if (command instanceof BatchGetCommand) {
      const requests = Object.entries(command.input.RequestItems ?? {});
      const found = requests.map(([table, { Keys: keys = [] }]) => [
        table,
        keys.flatMap((key) => copy(this.#get(table, key)) ?? []),
      ]);
      return { Responses: Object.fromEntries(found), UnprocessedKeys: {} };
    }
    if (command instanceof QueryCommand) return this.#query(command.input as Request);
    if (command instanceof PutCommand) return this.#one("Put", command.input as Request);
    if (command instanceof UpdateCommand) return this.#one("Update", command.input as Request);
    if (command instanceof DeleteCommand) return this.#one("Delete", command.input as Request);
    if (command instanceof TransactWriteCommand) return this.#transact(command.input.TransactItems ?? []);
    throw new Error(`${command.constructor.name} is not known here.`);
  }

  #transact(parts: object[]): Record<string, unknown> {
    const writes = parts.map((part) => Object.entries(part)[0] as [Kind, Request]);
    const keys = writes.map(([kind, request]) => `${request.TableName} ${this.#id(request, kind)}`);
    if (new Set(keys).size < keys.length) throw new Error("A transaction cannot have one item twice.");
    const refused = writes.map(([, request], index) => !this.#holds(request, writes[index]?.[0] as Kind));
    if (refused.includes(true))
      throw new TransactionCanceledException({
        message: "Transaction cancelled",
        $metadata: {},
        CancellationReasons: writes.map(([kind, request], index) => {
          const item = this.#get(request.TableName, kind === "Put" ? request.Item : request.Key);
          if (!refused[index]) return { Code: "None" };
          const shown = request.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && item;
          return { Code: "ConditionalCheckFailed", ...(shown && { Item: marshall(item) }) };
        }),
      });
    for (const [kind, request] of writes) this.#write(kind, request);
    return {};
  }

  #one(kind: Kind, request: Request): Record<string, unknown> {
    if (!this.#holds(request, kind))
      throw new ConditionalCheckFailedException({ message: "The conditional request failed", $metadata: {} });
    const { before, after, changed } = this.#write(kind, request);
    if (request.ReturnValues === "ALL_NEW") return { Attributes: copy(after) };
    if (request.ReturnValues === "ALL_OLD") return before ? { Attributes: copy(before) } : {};
    if (request.ReturnValues !== "UPDATED_NEW") return {};
    return { Attributes: copy(Object.fromEntries(changed.map((name) => [name, after?.[name]]))) };
  }

  #holds(request: Request, kind: Kind): boolean {
    const item = this.#get(request.TableName, kind === "Put" ? request.Item : request.Key) ?? {};
    return request.ConditionExpression === undefined || evaluate(request.ConditionExpression, item, request);
  }

  #write(kind: Kind, request: Request): { before?: Item; after?: Item; changed: string[] } {
    const { items } = this.#table(request.TableName);
    const id = this.#id(request, kind);
    const before = items.get(id);
    if (kind === "ConditionCheck") return { changed: [] };
    if (kind === "Delete") {
      items.delete(id);
      return { ...(before && { before }), changed: [] };
    }
    const changed: string[] = [];
    const after = kind === "Put" ? copy(request.Item) : update(before ?? copy(request.Key), request, changed);
    items.set(id, after as Item);
    return { ...(before && { before }), after: after as Item, changed };
  }

  #query(request: Request): Record<string, unknown> {
    const { schema, items } = this.#table(request.TableName);
    const key = schema.indexes.find(({ name }) => name === request.IndexName)?.key ?? schema.key;
    const found = [...items.values()]
      .filter((item) => item[key.hash] !== undefined && (key.range === undefined || item[key.range] !== undefined))
      .filter((item) => evaluate(request.KeyConditionExpression ?? "", item, request))
      .sort((a, b) => (below(a[key.range ?? ""], b[key.range ?? ""]) ? -1 : 1))
      .slice(0, request.Limit)
      .filter((item) => request.FilterExpression === undefined || evaluate(request.FilterExpression, item, request));
    return { Items: found.map(copy) };
  }

  #get(table: string, key: Item): Item | undefined {
    const { schema, items } = this.#table(table);
    return items.get(idOf(key, schema.key));
  }

  #id({ TableName: table, Item: item, Key: key }: Request, kind: Kind): string {
    return idOf(kind === "Put" ? item : key, this.#table(table).schema.key);
  }

  #table(name: string) {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`There is no table ${name}.`);
    return table;
  }
}

type Item = Record<string, unknown>;
type Kind = "Put" | "Update" | "Delete" | "ConditionCheck";

interface Request {
  TableName: string;
  Key: Item;
  Item: Item;
  UpdateExpression?: string;
  ConditionExpression?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  IndexName?: string;
  Limit?: number;
  ReturnValues?: string;
  ReturnValuesOnConditionCheckFailure?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

function idOf(item: Item, { hash, range }: Table["key"]): string {
  return JSON.stringify([item[hash], range && item[range]]);
}

function copy<T>(item: T): T {
  return structuredClone(
    item && typeof item === "object" && !Array.isArray(item)
      ? (Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as T)
      : item,
  );
}

function below(a: unknown, b: unknown): boolean {
  return (a as string) < (b as string);
}

/** A tokenizer for expressions: words, names, values and operators, one after another. */
class Words {
  readonly #words: string[];
  readonly item: Item;
  readonly #request: Request;
  #next = 0;

  constructor(expression: string, item: Item, request: Request) {
    this.#words = expression.match(/[#:]?\w+|<>|<=|>=|[=<>(),+-]/g) ?? [];
    this.item = item;
    this.#request = request;
  }

  peek(): string | undefined {
    return this.#words[this.#next];
  }

  take(): string {
    this.#next += 1;
    return this.#words[this.#next - 1] ?? "";
  }

  /** @returns whether the next word is this one, which is then consumed. */
  took(word: string): boolean {
    if (this.peek()?.toUpperCase() !== word) return false;
    this.#next += 1;
    return true;
  }

  name(word = this.take()): string {
    return word.startsWith("#") ? (this.#request.ExpressionAttributeNames?.[word] ?? "") : word;
  }

  operand(): unknown {
    const word = this.take();
    if (word.startsWith(":")) return this.#request.ExpressionAttributeValues?.[word];
    if (this.peek() !== "(") return this.item[this.name(word)];
    this.take();
    const name = this.name();
    if (word === "size") {
      this.take();
      const value = this.item[name];
      return value instanceof Set ? value.size : (value as string | undefined)?.length;
    }
    if (word !== "if_not_exists") throw new Error(`${word} is not known here.`);
    this.take();
    const other = this.operand();
    this.take();
    return this.item[name] ?? other;
  }
}

function evaluate(expression: string, item: Item, request: Request): boolean {
  const words = new Words(expression, item, request);
  return either();

  function either(): boolean {
    let result = both();
    while (words.took("OR")) result = both() || result;
    return result;
  }

  function both(): boolean {
    let result = one();
    while (words.took("AND")) result = one() && result;
    return result;
  }

  function one(): boolean {
    if (words.took("NOT")) return !one();
    if (words.took("(")) {
      const result = either();
      words.take();
      return result;
    }
    const called = words.peek();
    if (called === "attribute_exists" || called === "attribute_not_exists" || called === "contains") {
      words.take();
      words.take();
      const value = item[words.name()];
      const part = words.took(",") ? words.operand() : undefined;
      words.take();
      if (called === "contains") return value instanceof Set && value.has(part);
      return (value !== undefined) === (called === "attribute_exists");
    }
    const left = words.operand();
    const sign = words.take();
    const right = words.operand();
    if (left === undefined || right === undefined) return sign === "<>" && left !== right;
    if (sign === "=") return isDeepStrictEqual(left, right);
    if (sign === "<>") return !isDeepStrictEqual(left, right);
    if (sign === "<") return below(left, right);
    if (sign === ">") return below(right, left);
    return sign === "<=" ? !below(right, left) : !below(left, right);
  }
}

function update(before: Item, request: Request, changed: string[]): Item {
  const after = copy(before);
  const words = new Words(request.UpdateExpression ?? "", before, request);
  let clause = "";
  while (words.peek() !== undefined) {
    if (/^(SET|REMOVE|ADD|DELETE)$/i.test(words.peek() ?? "")) clause = words.take().toUpperCase();
    const name = words.name();
    changed.push(name);
    if (clause === "REMOVE") delete after[name];
    if (clause === "SET") {
      words.take();
      const value = words.operand();
      const sign = words.peek();
      const sum = sign === "+" || sign === "-";
      if (sum) words.take();
      const other = sum ? (words.operand() as number) : 0;
      after[name] = sum ? (value as number) + (sign === "+" ? other : -other) : structuredClone(value);
    }
    if (clause === "ADD") after[name] = added(after[name], words.operand());
    if (clause === "DELETE") {
      const left = without(after[name], words.operand() as Set<unknown>);
      if (left === undefined) delete after[name];
      else after[name] = left;
    }
    words.took(",");
  }
  return after;
}

function added(before: unknown, value: unknown): unknown {
  if (value instanceof Set) return new Set([...((before as Set<unknown>) ?? []), ...value]);
  return ((before as number | undefined) ?? 0) + (value as number);
}

function without(before: unknown, value: Set<unknown>): Set<unknown> | undefined {
  if (!(before instanceof Set)) return undefined;
  const left = new Set([...before].filter((each) => !value.has(each)));
  return left.size > 0 ? left : undefined;
}
