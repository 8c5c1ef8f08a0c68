import * as z from "zod";
import type { MailIdentity } from "../../graph/types.ts";
import type { Evaluation } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcesOf } from "./resources.ts";

const type = "aws:sesv2/emailIdentity:EmailIdentity";
const identityInputs = z.object({ emailIdentity: z.string(), configurationSetName: z.string() });

const destinationType = "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination";
const destinationInputs = z.object({
  configurationSetName: z.string(),
  eventDestinationName: z.string(),
  eventDestination: z.object({
    enabled: z.literal(true),
    matchingEventTypes: z.array(
      z.enum(["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "DELIVERY_DELAY", "RENDERING_FAILURE"]),
    ),
    snsDestination: z.object({ topicArn: z.string() }),
  }),
});

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
