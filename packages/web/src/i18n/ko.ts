import type { Messages } from "./en.ts";

export const messages: Messages = {
  brand: "도넛스테이츠",
  copy: {
    label: (value) => `${value} 복사하기`,
    done: "복사했어요",
  },
  theme: {
    system: "기기 설정",
    light: "밝게",
    dark: "어둡게",
    switch: (current, next) => `화면: ${current}. ${next}(으)로 바꾸기`,
  },
};
