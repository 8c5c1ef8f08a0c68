import { z } from "zod";
import type { MailIdentity } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcesOf } from "./resources.ts";

const type = "aws:sesv2/emailIdentity:EmailIdentity";

export function mailIdentities(evaluation: Evaluation): MailIdentity[] {
  return resourcesOf(evaluation, type, z.object({ emailIdentity: z.string() })).map(({ name, owner, inputs }) => ({
    name: owner,
    arn: String(outputsOf(type, name, owner, inputs).arn),
    sender: inputs.emailIdentity,
  }));
}
