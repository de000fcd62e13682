import Generation
import Interface
import Music
import Recipes
import Signal
import Synchronization

/// Remembers orders; tests answer them.
final class FakeStudio: Studio {
    struct Memory: Sendable {
        var orders: [TakeOrder] = []
        var jobs: [Int] = []
        var cancelled: [Int] = []
        var hearings: [ListeningConstraints] = []
        var finished: [Int] = []
        var played: [Double] = []
    }

    let memory = Mutex(Memory())
    let systems: [SystemDescription]

    init(systems: [SystemDescription] = FakeStudio.two) { self.systems = systems }

    /// Those of FastSAG.
    static let parameters = FastSAGGenerator.description.parameters
    /// What a new song begins with.
    static var usual: Recipe { two[0].defaults }

    static let two = [
        SystemDescription(
            name: "fastsag", title: "FastSAG", summary: "a band", stems: ["band"], parameters: parameters,
            draft: Draft(steps: 4, guidanceScale: 0.5), canVary: true, canReroll: true),
        SystemDescription(
            name: "duo", title: "Duo", summary: "drums and bass", stems: ["drums", "bass"],
            parameters: parameters.map { parameter in
                switch parameter.id {
                case "steps": parameter.usually(.integer(30))
                case "guidance": parameter.usually(.number(3))
                case "solver": parameter.usually(.text("heun"))
                default: parameter
                }
            }, canVary: false, canReroll: false),
    ]

    /// Those two, and one whose players listen to what sounds.
    static let three =
        two + [
            SystemDescription(
                name: "soloists", title: "Soloists", summary: "one player at a time", stems: ["stem"],
                parameters: [
                    Parameter(
                        "stem", help: "who plays", group: .band, kind: .choice(["drums", "bass", "keys", "harp"]),
                        usual: .text("bass")), .seed,
                ], canVary: true, canReroll: true,
                players: Players(parameter: "stem", band: ["drums", "bass", "keys"]))
        ]

    /// Those three, and one that goes on by itself and follows words.
    static let four =
        three + [
            SystemDescription(
                name: "melody", title: "MeLoDy", summary: "goes on", stems: ["band"],
                parameters: [
                    Parameter(
                        Parameter.promptID, help: "words", group: .band,
                        kind: .text(
                            .init(
                                form: "words", words: ["piano", "pop", "pad"],
                                remark: { $0.contains("xylo") ? "not known: xylo" : nil })), absent: "none"), .seed,
                ], canVary: true, canReroll: true, canExtend: true)
        ]

    var orders: [TakeOrder] { memory.withLock { $0.orders } }
    /// Of the orders.
    var jobs: [Int] { memory.withLock { $0.jobs } }
    var cancelled: [Int] { memory.withLock { $0.cancelled } }
    var finished: [Int] { memory.withLock { $0.finished } }
    /// Seconds that an endless take was told of.
    var played: [Double] { memory.withLock { $0.played } }
    var hearings: [ListeningConstraints] { memory.withLock { $0.hearings } }

    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) {
        memory.withLock { $0.hearings.append(constraints) }
    }
    func submit(_ order: TakeOrder, job: Int) {
        memory.withLock {
            $0.orders.append(order)
            $0.jobs.append(job)
        }
    }
    func cancel(job: Int) { memory.withLock { $0.cancelled.append(job) } }
    func finish(job: Int) { memory.withLock { $0.finished.append(job) } }
    func played(until seconds: Double, job: Int) { memory.withLock { $0.played.append(seconds) } }
}
