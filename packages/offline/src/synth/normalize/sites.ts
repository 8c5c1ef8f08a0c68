import * as z from "zod";
import { placeholder } from "../../graph/addresses.ts";
import type { Site } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { resourcesOf, unsupported } from "./resources.ts";

const policyType = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const policyInputs = z.object({
  securityHeadersConfig: z
    .object({
      contentSecurityPolicy: z.object({ contentSecurityPolicy: z.string() }).optional(),
      contentTypeOptions: z.object({}).optional(),
      frameOptions: z.object({ frameOption: z.string() }).optional(),
      referrerPolicy: z.object({ referrerPolicy: z.string() }).optional(),
      // Browsers heed it over HTTPS only, which the laptop does not speak.
      strictTransportSecurity: z.unknown().optional(),
      xssProtection: unsupported,
    })
    .prefault({}),
  customHeadersConfig: z
    .object({ items: z.array(z.object({ header: z.string(), value: z.string() })) })
    .prefault({ items: [] }),
  corsConfig: unsupported,
  removeHeadersConfig: unsupported,
  serverTimingHeadersConfig: unsupported,
});

const distributionInputs = z.object({
  defaultCacheBehavior: z.object({ responseHeadersPolicyId: z.string().optional() }),
  orderedCacheBehaviors: unsupported,
});

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

function headersOf({ securityHeadersConfig: security, customHeadersConfig: custom }: z.output<typeof policyInputs>) {
  const headers = {
    ...Object.fromEntries(custom.items.map(({ header, value }) => [header.toLowerCase(), value])),
    "content-security-policy": security.contentSecurityPolicy?.contentSecurityPolicy,
    "x-content-type-options": security.contentTypeOptions && "nosniff",
    "x-frame-options": security.frameOptions?.frameOption,
    "referrer-policy": security.referrerPolicy?.referrerPolicy,
  };
  return Object.fromEntries(Object.entries(headers).filter((it): it is [string, string] => it[1] !== undefined));
}
