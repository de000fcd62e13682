// swift-tools-version: 6.0
import PackageDescription

/// Where Debian's libtorch-dev puts its C++ headers.
let torchHeaders = [
    "-isystem", "/usr/include/torch/csrc/api/include", "-D_GLIBCXX_USE_CXX11_ABI=1", "-Wno-deprecated-declarations",
]

let package = Package(
    name: "backline",
    products: [
        .executable(name: "backline", targets: ["backline"]),
        // Loaded when something computes, never at start-up: see CTorchLoader.
        .library(name: "ctorch", type: .dynamic, targets: ["CTorch"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // C and C++
        .target(
            name: "CTorch",
            exclude: ["build-elsewhere.sh"],
            cxxSettings: [.unsafeFlags(torchHeaders)],
            linkerSettings: [.linkedLibrary("torch_cpu"), .linkedLibrary("torch"), .linkedLibrary("c10")]),
        .target(name: "CTorchLoader", linkerSettings: [.linkedLibrary("dl")]),
        .systemLibrary(name: "CSndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CSoxr", providers: [.apt(["libsoxr-dev"])]),
        .systemLibrary(name: "CEbur128", providers: [.apt(["libebur128-dev"])]),
        .systemLibrary(name: "CKissFFT", providers: [.apt(["libkissfft-dev"])]),
        .systemLibrary(name: "CFluidSynth", providers: [.apt(["libfluidsynth-dev"])]),
        .target(name: "CToml"),
        .target(name: "CAlsa", linkerSettings: [.linkedLibrary("asound")]),
        .target(
            name: "CCurses",
            cSettings: [.define("_XOPEN_SOURCE", to: "600"), .define("_DEFAULT_SOURCE")],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

        // What is told
        .target(name: "Sentences"),

        // What music and sound are
        .target(name: "Music", dependencies: ["Sentences"]),
        .target(name: "Signal", dependencies: ["CSoxr", "CEbur128", "CKissFFT"]),
        .target(name: "Recipes", dependencies: ["Signal", "Music", "Sentences"]),
        .target(name: "AudioFiles", dependencies: ["CSndfile", "Signal"]),

        // A band that plays from a lead sheet
        .target(name: "Band", dependencies: ["Signal", "Music", "CFluidSynth"]),

        // What goes home on paper
        .target(name: "Charts", dependencies: ["Music"]),

        // What computes
        .target(name: "Tensors", dependencies: ["CTorchLoader", "Sentences"]),
        .target(name: "Networks", dependencies: ["Tensors", "Signal"]),
        .target(
            name: "Listener", dependencies: ["Networks", "Tensors", "Signal", "Music"],
            resources: [.copy("Weights")]),
        .target(
            name: "Codecs", dependencies: ["Networks", "Tensors", "Signal", "Music"], resources: [.copy("Weights")]),
        .target(name: "Conditions", dependencies: ["Listener", "Music"]),
        .target(
            name: "FastSAG",
            dependencies: ["Networks", "Codecs", "Conditions", "Listener", "Tensors", "Signal", "Music", "Recipes"],
            resources: [.copy("Weights")]),

        .target(
            name: "StemGen",
            dependencies: ["Networks", "Codecs", "Conditions", "Tensors", "Signal", "Music", "Recipes"],
            resources: [.copy("Weights")]),

        .target(
            name: "MeLoDy",
            dependencies: [
                "Networks", "Codecs", "Conditions", "Listener", "Tensors", "Signal", "Music", "Recipes", "Sentences",
            ],
            resources: [.copy("Weights")]),

        .target(
            name: "SING", dependencies: ["Networks", "Tensors", "Signal", "Music", "Sentences"],
            resources: [.copy("Weights")]),

        // What trains and measures
        .target(name: "Corpus", dependencies: ["Band", "AudioFiles", "Signal", "Music"]),
        .target(
            name: "Training",
            dependencies: [
                "FastSAG", "StemGen", "MeLoDy", "SING", "Codecs", "Conditions", "Listener", "Band", "Corpus",
                "Networks",
                "Tensors", "AudioFiles", "Signal", "Music",
            ],
            exclude: ["RUNS.md", "Checkpoints"], resources: [.copy("Configurations")]),
        .target(
            name: "Evaluation",
            dependencies: [
                "FastSAG", "SING", "Codecs", "Listener", "Band", "Corpus", "Networks", "Tensors", "AudioFiles",
                "Signal", "Music",
            ]),

        // What the songwriter meets
        .target(
            name: "Generation",
            dependencies: [
                "FastSAG", "StemGen", "MeLoDy", "Codecs", "Conditions", "Listener", "Networks", "Tensors", "Signal",
                "Music", "Recipes", "Sentences",
            ]),
        .target(name: "Songs", dependencies: ["AudioFiles", "Signal", "Music", "Recipes", "Sentences"]),
        .target(name: "Playback", dependencies: ["CAlsa", "Signal"]),
        .target(name: "Terminal", dependencies: ["CCurses", "CToml", "Sentences"]),
        .target(
            name: "Interface",
            dependencies: [
                "Terminal", "Songs", "Signal", "Music", "Recipes", "Sentences",
            ]),
        // What `backline evaluate` runs: whole systems and models on songs and recordings
        .target(
            name: "Suites",
            dependencies: [
                "Evaluation", "Generation", "StemGen", "MeLoDy", "Codecs", "Conditions", "Listener", "Band", "Corpus",
                "AudioFiles", "Signal", "Music", "Recipes", "Tensors",
            ]),
        .executableTarget(
            name: "backline",
            dependencies: [
                "Band", "Charts", "Corpus", "Training", "Evaluation", "Suites", "Generation", "Songs", "FastSAG",
                "StemGen",
                "MeLoDy",
                "SING",
                "Codecs",
                "AudioFiles",
                "Listener", "Signal", "Music", "Recipes", "Playback", "Terminal", "Interface",
                "Sentences", "Tensors", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests
        .target(
            name: "FuzzCases",
            dependencies: [
                "AudioFiles", "Charts", "Interface", "Music", "Recipes", "Signal", "Songs", "Tensors", "Terminal",
            ], path: "Tests/FuzzCases"),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzCases", "TestSupport"]),
        .target(name: "TestSupport", dependencies: ["Signal", "Tensors"], path: "Tests/TestSupport"),
        .testTarget(name: "SentencesTests", dependencies: ["Sentences"]),
        .testTarget(name: "MusicTests", dependencies: ["Music", "TestSupport"]),
        .testTarget(name: "SignalTests", dependencies: ["Signal", "TestSupport"]),
        .testTarget(name: "AudioFilesTests", dependencies: ["AudioFiles", "Signal", "TestSupport"]),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors", "TestSupport"]),
        .testTarget(name: "NetworksTests", dependencies: ["Networks", "Tensors", "TestSupport"]),
        .testTarget(name: "ListenerTests", dependencies: ["Listener", "Music", "Signal", "Tensors", "TestSupport"]),
        .testTarget(name: "CodecsTests", dependencies: ["Codecs", "Music", "Signal", "Tensors", "TestSupport"]),
        .testTarget(name: "ConditionsTests", dependencies: ["Conditions", "Listener", "Music"]),
        .testTarget(
            name: "FastSAGTests",
            dependencies: [
                "FastSAG", "Conditions", "Listener", "Music", "Networks", "Recipes", "Tensors", "TestSupport",
            ]),
        .testTarget(
            name: "SINGTests", dependencies: ["SING", "Music", "Networks", "Signal", "Tensors", "TestSupport"]),
        .testTarget(
            name: "StemGenTests",
            dependencies: ["StemGen", "Codecs", "FastSAG", "Music", "Networks", "Signal", "Tensors", "TestSupport"]),
        .testTarget(
            name: "MeLoDyTests",
            dependencies: ["MeLoDy", "Conditions", "Music", "Networks", "Signal", "Tensors", "TestSupport"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts", "Music"]),
        .testTarget(name: "BandTests", dependencies: ["Band", "Music", "Signal"]),
        .testTarget(
            name: "CorpusTests", dependencies: ["Corpus", "Band", "AudioFiles", "Music", "Signal", "TestSupport"]),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Training", "AudioFiles", "Band", "Codecs", "Conditions", "Corpus", "FastSAG", "Listener", "MeLoDy",
                "Music", "Signal", "Tensors", "TestSupport",
            ]),
        .testTarget(
            name: "EvaluationTests",
            dependencies: [
                "AudioFiles", "Corpus", "Evaluation", "Listener", "Music", "SING", "Signal", "Tensors", "TestSupport",
            ]),
        .testTarget(
            name: "GenerationTests",
            dependencies: [
                "Generation", "Codecs", "FastSAG", "MeLoDy", "StemGen", "Listener", "Music", "Networks", "Recipes",
                "Signal",
                "Tensors",
                "TestSupport",
            ]),
        .testTarget(
            name: "SuitesTests",
            dependencies: [
                "Suites", "AudioFiles", "Codecs", "Corpus", "Evaluation", "Generation", "Listener", "Music", "Recipes",
                "Signal", "Tensors", "TestSupport",
            ]),
        .testTarget(name: "RecipesTests", dependencies: ["Recipes", "Music"]),
        .testTarget(
            name: "SongsTests", dependencies: ["Songs", "AudioFiles", "Signal", "Music", "Recipes", "TestSupport"]),
        .testTarget(name: "PlaybackTests", dependencies: ["Playback", "AudioFiles", "Signal", "TestSupport"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestSupport"]),
        .testTarget(
            name: "InterfaceTests",
            dependencies: [
                "Interface", "Terminal", "Songs", "Generation", "AudioFiles", "Signal", "Music", "Recipes",
                "TestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "AudioFiles", "Corpus", "Evaluation", "Listener", "Signal", "Music", "Recipes", "Songs", "CSndfile",
                "TestSupport",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// Fuzzers (Tests/Fuzz): BACKLINE_FUZZ=1 swift build -c release --product fuzz --scratch-path .build/fuzz
if Context.environment["BACKLINE_FUZZ"] != nil {
    // what is read is watched too, so that inputs that reach further into it are kept
    for target in package.targets where target.type == .regular && !target.name.hasPrefix("C") {
        target.swiftSettings = [.unsafeFlags(["-sanitize=fuzzer"])]
    }
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzCases"], path: "Tests/Fuzz",
            swiftSettings: [.unsafeFlags(["-sanitize=fuzzer"])],
            // gold, the usual linker, fails with the sanitizer's objects
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}

// Tests are compiled to be there soon; what they test is optimized.
for target in package.targets where target.type == .test || target.name == "TestSupport" {
    target.swiftSettings = [.unsafeFlags(["-Onone"])]
}
