// What neither SNS nor SQS takes, and JSON does not escape: partners' texts can hold it.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const refused = /[\ufffe\uffff]/g;

/** @returns a message as JSON, such that every queue takes it */
export function messageText(message: unknown): string {
  return JSON.stringify(message).replaceAll(refused, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
