/** Limits of the search for what labels can reach. Past them the search is less exact, or a call leads nowhere. */
export const ReachBounds = {
  /** Nodes looked at to find where a function or object comes from or goes. */
  search: 600,
  /** The same over all the questions that one question leads to. */
  searchInAll: 6_000,
  /** The same over all questions of one program; past it a question is answered by what is near. Lost past it: callees that are found through many hands. */
  searchOverall: 5_000_000,
  /** Nodes looked at for one question past that. */
  searchNear: 200,
  /** Searches that one leads to, each in the course of the one before. */
  searchDepth: 6,
  /** Names under which a collection is looked for, to find what is put into it. */
  aliases: 60,
  /** Copies between a field and the parameter that it holds. */
  fieldCopies: 3,
  /** Levels of objects, given to a package that serves a purpose, in which it is looked for functions. Lost past it: what the package gives to those. */
  givenDepth: 2,
  /** Hands through which a changed object is followed back. */
  changeDepth: 16,
  /** Methods or reads of one name; past it the name says nothing about what is called. */
  sharedName: 40,
  /** Calls of one name that the language's objects have; past it those on values of the program's types alone can be of the program's methods. */
  builtInName: 200,
  /** Methods of a library's type that the program uses; past it they are told by their names alone. */
  libraryMembers: 40,
  /** Types of objects that one call of a library leads to; the methods of others are told by their names alone. */
  libraryTypes: 8,
  /** Calls of functions that are read under computed names; past it they are not taken for calls of what stands under constant ones. */
  computedCalls: 200,
  /** Labelled places found before a checker is asked which of the doubtful sources are some. */
  factsUnasked: 20_000,
  /** Labelled places found in all. */
  facts: 200_000,
} as const;
