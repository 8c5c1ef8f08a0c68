import type { LabState } from "../state.ts";
import type { LabTexts } from "./en.ts";

const states: Record<LabState, string> = {
  waiting: "큐에서 기다려요",
  hidden: "숨김: 컨슈머가 들고 있어요",
  again: "제때 못 끝내서 다시 보여요",
  done: "끝나고 지워졌어요",
  dead: "데드 레터 큐에 있어요",
};

export const messages: LabTexts = {
  title: "실험실",
  lead: "작은 실험 세 가지예요. 모두 숫자에 1을 더하는데, 사이에 무엇이 있느냐가 달라요.",
  uses: "쓰인 것",
  one: {
    title: "1 · 함수 하나",
    body: "요청하면 HTTP API 뒤의 Lambda 함수가 답해요. 답이 올 때까지 기다려야 하고, 함수가 멈춰 있으면 오류를 받아요. 숫자가 아닌 것도 넣어 보세요.",
    resources: "LabApi (API Gateway) → LabFunction (Lambda)",
    input: "숫자",
    send: "1 더하기",
    answer: (output) => `답은 ${output}이에요`,
    refused: (status, detail) => `${status}: ${detail}`,
  },
  two: {
    title: "2 · 사이에 큐",
    body: "프로듀서는 메시지만 두고 바로 끝나요. 컨슈머가 처리할 때까지 얼마가 걸리든 SQS가 보관해요.",
    resources: "LabFunction → LabQueue (SQS) → LabQueueConsumer (Lambda) → LabTable (DynamoDB)",
    first: "첫 숫자",
    send: (count) => `숫자 ${count}개 보내기`,
    list: "최근 메시지",
    columns: { input: "입력", output: "결과", state: "상태", tries: "받은 횟수", age: "보낸 때" },
    states,
    tries: (tries, answers) => (answers > 1 ? `${tries}번, 처리 ${answers}번` : `${tries}번`),
    ago: (age) => `${age} 전`,
    none: "지난 한 시간 동안 보낸 것이 없어요.",
  },
  three: {
    title: "3 · 너무 느린 컨슈머",
    body: "받은 메시지는 가시성 제한 시간 동안 숨겨져요. 컨슈머가 그보다 오래 걸리면 SQS는 컨슈머가 사라졌다고 보고 메시지를 다음 컨슈머에게 줘요. 같은 일을 두 번 하게 되고, 세 번 받은 메시지는 처리가 됐는데도 데드 레터 큐로 가요.",
    resources: "LabQueue → LabQueueDlq (SQS, 리드라이브 정책: 3번 수신)",
    delay: "컨슈머가 걸리는 시간",
    visibility: "메시지가 숨겨지는 시간",
    seconds: (value) => `${value}초`,
    broken: "숨겨지는 시간보다 오래 걸려요. 처리하는 중에도 메시지가 다시 나타나고, 세 번 받으면 데드 레터 큐로 가요.",
    sound: "숨겨지는 시간보다 빨라요. 메시지마다 한 번만 처리돼요.",
    break: "너무 느리게: 작업 15초, 숨김 3초",
    mend: "고치기: 작업 1초, 숨김 30초",
    dead: (count) => `LabQueueDlq에 메시지 ${count}개`,
    redrive: "되돌려 보내기 (리드라이브)",
    nothing: "되돌려 보낼 것이 없어요.",
    redriven: "LabQueue로 돌아가고 있어요.",
    mendFirst: "먼저 컨슈머를 고쳐 주세요. 아니면 다시 여기로 와요.",
  },
  failed: (reason) => `잘 되지 않았어요: ${reason}`,
};
