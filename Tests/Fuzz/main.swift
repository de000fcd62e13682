import Foundation
import FuzzCases

// libFuzzer (llvm.org/docs/LibFuzzer.html) over one of the readers: `fuzz CASE [what libFuzzer takes]`. Built only with BACKLINE_FUZZ=1.

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Set once, before anything runs.
nonisolated(unsafe) var fuzzed: FuzzCase?

let names = FuzzCase.allCases.map(\.rawValue).joined(separator: ", ")
guard CommandLine.argc > 1, let chosen = FuzzCase(rawValue: CommandLine.arguments[1]) else {
    FileHandle.standardError.write(Data("fuzz: say which of \(names)\n".utf8))
    exit(2)
}
fuzzed = chosen
// no reader may find a program to hand bytes to
unsetenv("PATH")
var count = CommandLine.argc - 1
// the name of the case takes the program's place
var arguments = CommandLine.unsafeArgv + 1
exit(
    runDriver(&count, &arguments) { bytes, size in
        fuzzed?.read(Array(UnsafeBufferPointer(start: bytes, count: size)))
        return 0
    })
