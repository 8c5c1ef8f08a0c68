import { apiPath } from "../../graph/addresses.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";

/** @throws SynthError for APIs that would share an address on the laptop, where one port serves all of them */
export function refuseSharedPaths({ resources }: Evaluation): void {
  const names = resources.filter(({ type }) => type === "aws:apigatewayv2/api:Api").map(({ owner }) => owner);
  for (const [path, sharing] of Map.groupBy(names, apiPath)) {
    if (sharing.length > 1) {
      throw new SynthError(`The APIs ${sharing.join(" and ")} would both answer under /${path}: rename one of them.`);
    }
  }
}
