/** Every limit of the analysis, each with what is lost past it. Reaching one is recorded as a `bound` limit of the report. */
export const Bounds = {
  /** Levels of a value that are searched for something unknown. Lost past it: labels that only the value's type tells. */
  openDepth: 4,
  /** Different constants that one value keeps; past it only their primitive kinds are known, so no branch is decided by them. */
  constants: 8,
  /** Objects that one value can be; past it it can be any, and the calls and properties of the further ones are not followed. */
  references: 48,
  /**
   * Instances of one class that entry points made, up to which another entry point that takes one can be given each of them; past
   * it, it is given those that modules made, and what the class declares. Lost past it: what was put into undeclared fields.
   */
  passingInstances: 8,
  /** Length of a string constant; past it only "a string" is known. */
  constantLength: 2_000,
  /** Named properties or indexed elements of one object; past it they are one joined "rest". */
  properties: 256,
  /** Iterations of one loop that are run one by one; past it the loop is run to a fixpoint with its iterations joined. */
  unrolledIterations: 32,
  /** Iterations run one by one in one root, over all its loops; past it every loop is joined. */
  unrolledIterationsPerRoot: 4_000,
  /** Passes over a joined loop or recursion; past it the last state stands. */
  fixpointPasses: 12,
  /** Frames of one function on the stack; past it its calls are joined into one. */
  recursion: 6,
  /** Frames on the stack; past it a call is treated as one whose body can't be read. */
  callDepth: 48,
  /** Relations and operators (`AND`, `some`, `$in`) in each other that a query's condition is looked through. */
  conditionDepth: 8,
  /** Calls that one entry point leads to and that are followed; past it no further one is. What calls nothing counts nothing, so that no bound is met by it. */
  callsPerRoot: 7_500,
  /** The same in a large program. */
  callsPerRootOfLarge: 200,
  /** Elements and promised values of a declared type that are made with a value of it, all levels together. Past it: of what those hold that mentions no label nothing is known. */
  declaredParts: 40,
  /** Members of declared types that one search for labels below a value reads. Past it: of the further ones no label is seen. */
  declaredReads: 400,
  /** Levels of declared members that a value from outside is expanded to; past it the object stands for what is below it. */
  declaredDepth: 4,
  /** Files from which on a program with labels and boundaries is taken for one of which a type checker is asked. Nothing is lost either way. */
  filesOfLarge: 60,
  /** Functions in a program up to which all of it is run; in a larger one, only what the names of labelled data lead to. */
  wholeProgramFunctions: 500,
  /** Functions in the slice of a large program up to which all of the slice is run; of a larger slice, only what the names of labelled data lead to. */
  wholeSliceFunctions: 500,
  /** Calls that are followed in all of a program up to which all of it is run. */
  wholeProgramCalls: 20_000,
  /** Calls that are followed from a large program's entry points; past it no further entry point is run. Those nearest to a boundary are run first. */
  callsOfLarge: 30_000,
  /** The same of its tests, their modules' own code included. Lost past it: what tests, which make up their data, give to forbidden modules. */
  callsOfTests: 2_000,
  /** Occurrences in a large program past which a name tells nothing about where a label goes. */
  commonName: 400,
  /** Elements of one iterator that are asked for one by one; past it all further ones are joined. */
  iteratorElements: 64,
  /** Passes over callbacks of a library function that are given what they, or each other, returned before; past it what they return is not handed on. */
  callbackPasses: 3,
  /** Objects on one chain of prototypes; past it a name is not looked for further. */
  prototypes: 16,
  /** Levels of objects that are searched for labels when a whole object is handed over; past it nothing is found. */
  searchDepth: 24,
  /** Length of a JSON module; past it what it gives is not known. */
  jsonModule: 200_000,
  /** Handlers of a server that run for one request; past it the request is not followed. */
  requestHandlers: 60,
  /** Rounds over all roots after which a number that another run changes is any number: no branch is decided by it. */
  countedRounds: 2,
  /** Rounds over all roots until module state stops changing. */
  rounds: 12,
  /** Deferred callbacks (timers, promise reactions, listeners) run in one root. */
  deferredTasks: 2_000,
} as const;
