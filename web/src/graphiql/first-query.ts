import type { Language } from '../words/language';

/** What stands in the editor of a browser that has asked nothing yet: a query, and a subscription behind # signs. */
export function firstQuery(language: Language): string {
  const { ask, follow } = hints[language];
  return `${ask}
query Bloc {
  bloc(slug: "cum-5-thanh-pho") {
    name { vi en }
    members {
      code
      shortName { vi en }
    }
    conferences {
      nodes {
        id
        state
        name { vi en }
      }
    }
  }
}

${follow}
#
# subscription Live {
#   conferenceChanged(conferenceId: "") {
#     sequence
#     conference {
#       state
#       polls(first: 50) {
#         nodes {
#           question { vi }
#           tally { cast electors outcome }
#         }
#       }
#     }
#   }
# }
`;
}

const hints = {
  vi: {
    ask: '# Cụm thi đua, các đơn vị thành viên và hội nghị.\n# Bấm ▶ hoặc Ctrl+Enter để chạy.',
    follow: '# Theo dõi trực tiếp: chọn các dòng dưới đây, bấm\n# Ctrl+/ để bỏ dấu #, rồi điền id của hội nghị.',
  },
  en: {
    ask: '# The bloc, its members and its conferences.\n# Press ▶ or Ctrl+Enter to run.',
    follow: '# To follow live: select the lines below, press\n# Ctrl+/ to drop the # signs, fill in the id.',
  },
} as const;
