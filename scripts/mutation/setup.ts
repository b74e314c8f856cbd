import * as fc from 'fast-check'

// A property that a mutant breaks has done its work: nobody reads the smallest example.
fc.configureGlobal({ endOnFailure: true })
