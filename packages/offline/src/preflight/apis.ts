import type { Graph } from "../graph/types.ts";
import { atMost, type Finding } from "../limits/finding.ts";
import type { Evaluation } from "../synth/evaluation.ts";

const source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html";
const routes = { limit: "Routes of an API", source };
const integrations = { limit: "Integrations of an API", source };
const authorizers = { limit: "Authorizers of an API", source };
const audiences = { limit: "Audiences of a JWT authorizer", source };
const patience = { limit: "Timeout of a function behind an API (seconds)", source };
const invokers = {
  limit: "Resource policy of a function (bytes, about)",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
};
/** A statement that allows an API's route to invoke the function. */
const statementBytes = 450;

export function apiFindings({ httpApis, functions }: Graph, { resources }: Evaluation): Finding[] {
  const permitted = new Map<string, number>();
  for (const { type, inputs } of resources) {
    const target = String(inputs.function);
    if (type === "aws:lambda/permission:Permission") permitted.set(target, (permitted.get(target) ?? 0) + 1);
  }
  return [
    ...httpApis.flatMap(({ name, routes: all, authorizers: asked }) => [
      atMost(routes, name, all.length, 300),
      // SST makes one per route.
      atMost(integrations, name, all.length, 300),
      atMost(authorizers, name, asked.length, 10),
      ...asked.map((it) => atMost(audiences, `${name}: ${it.name}`, it.audiences.length, 50)),
      ...functions
        .filter(({ arn }) => all.some(({ functionArn }) => functionArn === arn))
        .map((fn) => atMost(patience, fn.name, fn.timeoutSeconds, 30)),
    ]),
    ...[...permitted].map(([target, count]) =>
      atMost(invokers, target.split(":").at(-1) ?? target, count * statementBytes, 20_480),
    ),
  ];
}
