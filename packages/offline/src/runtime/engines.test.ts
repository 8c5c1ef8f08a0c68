import { expect, test } from "vitest";
import { givenEndpoints } from "./engines.ts";

test("services that run elsewhere are taken from the SDK's variables", () => {
  expect(givenEndpoints({})).toEqual({});
  expect(givenEndpoints({ AWS_ENDPOINT_URL_DYNAMODB: "http://a:1" })).toEqual({ dynamodb: "http://a:1" });
  expect(givenEndpoints({ AWS_ENDPOINT_URL_SQS: "http://b:1", AWS_ENDPOINT_URL_SNS: "http://c:1" })).toEqual({
    sqs: "http://b:1",
    sns: "http://c:1",
  });
});

test("topics and queues always run in the same place", () => {
  expect(() => givenEndpoints({ AWS_ENDPOINT_URL_SQS: "http://b:1" })).toThrow(
    "Set both AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL_SNS, or none",
  );
});
