import * as z from "zod";
import { placeholder } from "../../graph/addresses.ts";
import type { Site } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const policyType = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const override = harmless("no origin sends headers of its own");
const policyInputs = {
  ...everywhere,
  securityHeadersConfig: z
    .strictObject({
      contentSecurityPolicy: z.strictObject({ contentSecurityPolicy: z.string(), override }).optional(),
      contentTypeOptions: z.strictObject({ override }).optional(),
      frameOptions: z.strictObject({ frameOption: z.string(), override }).optional(),
      referrerPolicy: z.strictObject({ referrerPolicy: z.string(), override }).optional(),
      // Browsers obey it only over HTTPS, which the laptop does not use.
      strictTransportSecurity: z.unknown().optional(),
      xssProtection: unsupported,
    })
    .prefault({}),
  customHeadersConfig: z
    .strictObject({ items: z.array(z.strictObject({ header: z.string(), value: z.string(), override })) })
    .prefault({ items: [] }),
  corsConfig: unsupported,
  removeHeadersConfig: unsupported,
  serverTimingHeadersConfig: unsupported,
  comment: harmless("for people"),
};

const files = "the build's own folder is served, by the file options of the site";
const distributionInputs = {
  ...everywhere,
  defaultCacheBehavior: z.strictObject({
    responseHeadersPolicyId: z.string().optional(),
    allowedMethods: harmless(files),
    cachedMethods: harmless(files),
    cachePolicyId: harmless(files),
    compress: harmless("a loopback address has no bandwidth to save"),
    functionAssociations: harmless("SST's router, which the laptop's site follows"),
    targetOriginId: harmless(files),
    viewerProtocolPolicy: harmless("the laptop does not speak HTTPS"),
  }),
  orderedCacheBehaviors: unsupported,
  aliases: unsupported,
  customErrorResponses: unsupported,
  comment: harmless("for people"),
  enabled: z.literal(true, "a site that is turned off is not supported").optional(),
  origins: harmless(files),
  restrictions: z
    .strictObject({ geoRestriction: z.strictObject({ restrictionType: z.literal("none", "is not supported yet") }) })
    .optional(),
  viewerCertificate: harmless("the laptop does not speak HTTPS"),
  waitForDeployment: harmless("nothing is to be waited for"),
};

export function sites(evaluation: Evaluation): Site[] {
  const distributions = resourcesOf(evaluation, "aws:cloudfront/distribution:Distribution", distributionInputs);
  const policies = resourcesOf(evaluation, policyType, policyInputs).map((it) => ({
    id: outputsOf(policyType, it.name, it.owner, {}).id,
    headers: headersOf(it.inputs),
  }));
  return evaluation.sites.map((site) => {
    const cdn = distributions.find(({ owner }) => owner === site.name);
    const policyId = cdn?.inputs.defaultCacheBehavior.responseHeadersPolicyId;
    const policy = policies.find(({ id }) => id === policyId);
    if (policyId !== undefined && policy === undefined) {
      throw new SynthError(`The site ${site.name} has a response headers policy that no stack makes: ${policyId}.`);
    }
    return { ...site, url: placeholder.site(site.name), headers: policy?.headers ?? {} };
  });
}

function headersOf({
  securityHeadersConfig: security,
  customHeadersConfig: custom,
}: z.output<z.ZodObject<typeof policyInputs>>) {
  const headers = {
    ...Object.fromEntries(custom.items.map(({ header, value }) => [header.toLowerCase(), value])),
    "content-security-policy": security.contentSecurityPolicy?.contentSecurityPolicy,
    "x-content-type-options": security.contentTypeOptions && "nosniff",
    "x-frame-options": security.frameOptions?.frameOption,
    "referrer-policy": security.referrerPolicy?.referrerPolicy,
  };
  return Object.fromEntries(Object.entries(headers).filter((it): it is [string, string] => it[1] !== undefined));
}
