// Characters that SNS and SQS refuse and JSON does not escape; partners' texts can contain them.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const refused = /[\ufffe\uffff]/g;

/** @returns a message as JSON that every queue accepts */
export function messageText(message: unknown): string {
  return JSON.stringify(message).replaceAll(refused, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
