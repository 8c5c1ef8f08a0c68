import * as z from "zod";
import type { Invocation } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { functions } from "./functions.ts";
import { harmless, resourcesOf, unsupported } from "./resources.ts";

const inputs = {
  functionName: z.string(),
  input: z.string(),
  triggers: harmless("a laptop runs it again when its input has changed"),
  lifecycleScope: z.literal("CREATE_ONLY", "only CREATE_ONLY is supported").optional(),
  qualifier: unsupported,
};

export function invocations(evaluation: Evaluation): Invocation[] {
  const known = functions(evaluation);
  return resourcesOf(evaluation, "aws:lambda/invocation:Invocation", inputs).map(({ owner, inputs }) => {
    const fn = known.find(({ name, arn }) => name === inputs.functionName || arn === inputs.functionName);
    if (!fn) throw new SynthError(`${owner} invokes the function ${inputs.functionName}, which does not exist.`);
    return { name: owner, functionArn: fn.arn, input: inputs.input };
  });
}
