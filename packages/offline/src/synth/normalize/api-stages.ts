import * as z from "zod";
import type { Evaluation } from "../evaluation.ts";
import { harmless, resourcesOf, unsupported } from "./resources.ts";

const inputs = {
  apiId: z.string(),
  name: z.literal("$default", "only the stage $default is supported"),
  accessLogSettings: harmless("the gateway logs what goes wrong"),
  autoDeploy: harmless("the gateway has what the graph has"),
  description: harmless("for people"),
  stageVariables: unsupported,
  // Throttling, among others.
  defaultRouteSettings: unsupported,
  routeSettings: unsupported,
};

/** @throws SynthError for a stage that the gateway cannot serve */
export function refuseUnfitStages(evaluation: Evaluation): void {
  resourcesOf(evaluation, "aws:apigatewayv2/stage:Stage", inputs);
}
