import type { Graph } from "../graph/types.ts";
import { atMost, type Finding, holds } from "./finding.ts";

const indexes = {
  limit: "Global indexes of a table",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
};
const described = {
  limit: "Attributes of a table are those of its keys",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
};

export function tableFindings({ tables }: Graph): Finding[] {
  return tables.flatMap(({ name, attributes, key, indexes: all }) => {
    const keys = [key, ...all.map((index) => index.key)].flatMap(({ hash, range }) => (range ? [hash, range] : [hash]));
    const [declared, used] = [Object.keys(attributes).sort().join(", "), [...new Set(keys)].sort().join(", ")];
    return [atMost(indexes, name, all.length, 20), holds(described, name, declared === used, declared, used)];
  });
}
