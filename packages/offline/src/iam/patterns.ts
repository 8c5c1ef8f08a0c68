export type Matches = (text: string) => boolean;

/** A pattern in which `*` matches any text and `?` any character. */
export function pattern(text: string): Matches {
  if (text === "*") return () => true;
  if (!/[*?]/.test(text)) return (other) => other === text;
  const expression = new RegExp(`^${escaped(text).replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
  return (other) => expression.test(other);
}

/** Actions are case-insensitive. */
export function actionPattern(text: string): Matches {
  const matches = pattern(text.toLowerCase());
  return (action) => matches(action.toLowerCase());
}

/**
 * A `*` matches across a colon only at the end of a segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePattern(text: string): Matches {
  if (text === "*" || !/[*?]/.test(text)) return pattern(text);
  const source = escaped(text)
    .replace(/\*(?=:|$)/g, "[^]#")
    .replaceAll("*", "[^:]*")
    .replaceAll("[^]#", "[^]*")
    .replaceAll("?", "[^:]");
  const expression = new RegExp(`^${source}$`);
  return (arn) => expression.test(arn);
}

/** In a condition, each of the six parts of an ARN is compared separately. */
export function arnPattern(text: string): Matches {
  const parts = partsOf(text).map(pattern);
  return (arn) => {
    const others = partsOf(arn);
    return parts.length === others.length && parts.every((matches, index) => matches(others[index] ?? ""));
  };
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function escaped(text: string): string {
  return text.replace(/[.+^${}()|[\]\\]/g, "\\$&");
}
