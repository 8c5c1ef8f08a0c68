import * as z from "zod";
import type { MailIdentity } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { everywhere, harmless, resourcesOf } from "./resources.ts";

const type = "aws:sesv2/emailIdentity:EmailIdentity";
const identityInputs = {
  tags: everywhere.tags,
  emailIdentity: z.string(),
  configurationSetName: z.string(),
  dkimSigningAttributes: harmless("nobody checks where a mail in the local inbox comes from"),
};

const destinationType = "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination";
const destinationInputs = {
  configurationSetName: z.string(),
  eventDestinationName: z.string(),
  eventDestination: z.strictObject({
    enabled: z.literal(true),
    matchingEventTypes: z.array(
      z.enum(["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "DELIVERY_DELAY", "RENDERING_FAILURE"]),
    ),
    snsDestination: z.strictObject({ topicArn: z.string() }),
  }),
};

export function mailIdentities(evaluation: Evaluation): MailIdentity[] {
  const destinations = resourcesOf(evaluation, destinationType, destinationInputs).map(({ inputs }) => inputs);
  return resourcesOf(evaluation, type, identityInputs).map(({ name, owner, inputs }) => ({
    name: owner,
    arn: String(outputsOf(type, name, owner, inputs).arn),
    sender: inputs.emailIdentity,
    configurationSet: {
      name: inputs.configurationSetName,
      eventDestinations: destinations
        .filter(({ configurationSetName }) => configurationSetName === inputs.configurationSetName)
        .map(({ eventDestinationName, eventDestination }) => ({
          name: eventDestinationName,
          types: eventDestination.matchingEventTypes,
          topicArn: eventDestination.snsDestination.topicArn,
        })),
    },
  }));
}
