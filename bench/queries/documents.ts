/** Three documents as the pages of a bloc ask them. */
export const documents = {
  'bloc page': {
    query: `query BlocPage($slug: String!, $year: Int!) {
      bloc(slug: $slug) {
        id slug kind name { vi en }
        members(year: $year) { id code officialName { vi en } shortName { vi en } memberships { fromYear toYear } }
        leadership(first: 30) { nodes { role year mode ordinal member { id shortName { vi } } } }
        conferences(first: 10) { totalCount nodes { slug state heldOn closesYear opensYear name { vi en } host { shortName { vi } } } }
        indicators(first: 100) { nodes { code name { vi en } unit { vi } } }
        movements(first: 100) { nodes { code year field { vi en } emphasised member { shortName { vi } } } }
      }
    }`,
    variables: { slug: 'cum-5-thanh-pho', year: 2022 },
  },
  'conference page': {
    query: `query ConferencePage($slug: String!) {
      conference(slug: $slug) {
        id slug state name { vi en } heldOn place { vi en } closesYear opensYear sequence
        bloc { slug name { vi } }
        agenda { ordinal session state title { vi en } }
        attendance { present delegates membersPresent members quorum quorate }
        proposals(first: 100) { nodes { ordinal year reason { vi } award { code family name { vi en } } member { id shortName { vi } } } }
        polls(first: 100) { nodes {
          id ordinal question { vi en } kind secrecy state openedAt closedAt about { ... on AwardProposal { id } }
          tally { electors present quorum cast shown blank needed missing decided outcome options { votes won option { code label { vi en } } } }
        } }
        pact { id year state title { vi en } board { signed parties slots { member { shortName { vi } } signature { signedAt signerName { vi } } } } }
        directives { ordinal kind number text { vi } }
        keyTasks { ordinal text { vi } }
      }
    }`,
    variables: { slug: '' },
  },
  'indicator table': {
    query: `query IndicatorTable($slug: String!, $first: Int!) {
      bloc(slug: $slug) {
        slug name { vi }
        members { id code shortName { vi } }
        indicators(first: 100) { nodes { id code name { vi en } unit { vi en } } }
        results(first: $first) {
          totalCount
          nodes { id year kind raw value unit text { vi } indicator { code } member { code } conference { slug } flags { code raw reason { vi } } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }`,
    variables: { slug: 'cum-5-thanh-pho', first: 100 },
  },
} as const;

export type DocumentName = keyof typeof documents;
