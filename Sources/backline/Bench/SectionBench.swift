import AudioFiles
import Foundation
import Generation
import Interface
import Music
import Playback
import Recipes
import Signal

/// What the screen does with each section of a long take that is being made: resamples, measures, draws and plays it.
struct SectionBench {
    let vocal: URL
    /// Where choices would be kept.
    let state: URL

    /// Seconds of a section, about as FastSAG hands them over.
    private static let seconds = 8.0
    private static let rate = 24_000.0

    /// Milliseconds a section: mean of the first third of the take, and of the last.
    func milliseconds() throws -> (first: Double, last: Double) {
        let workstation = Workstation(
            services: .init(deck: Transport(device: "null"), studio: SilentStudio()),
            folders: ApplicationFolders(environment: ["XDG_CONFIG_HOME": state.path, "XDG_STATE_HOME": state.path]),
            workers: .immediate)
        workstation.open(vocal)
        while workstation.state.song.vocal == nil || workstation.state.media.vocal == nil { workstation.receive() }
        workstation.perform("generate")
        guard let job = workstation.state.jobs.first?.id, let sung = workstation.state.song.vocal else { return (0, 0) }
        let sections = Int(sung.duration / Self.seconds)
        let clock = ContinuousClock()
        let times = (0..<sections).map { section in
            let stems = Dictionary(
                uniqueKeysWithValues: ["bass", "drums", "harmony"].enumerated().map { number, name in
                    (name, Self.noise(seed: UInt64(3 * section + number)))
                })
            let elapsed = clock.measure {
                workstation.handle(.sections(job: job, stems: stems, start: Double(section) * Self.seconds))
                workstation.receive()
                workstation.receive()
            }
            return elapsed / .milliseconds(1)
        }
        workstation.close()
        let third = max(sections / 3, 1)
        func mean(_ values: ArraySlice<Double>) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        return (mean(times.prefix(third)), mean(times.suffix(third)))
    }

    private static func noise(seed: UInt64) -> AudioBuffer {
        var generator = SeededGenerator(seed: seed)
        let samples = (0..<Int(seconds * rate)).map { _ in Float(generator.uniform(in: -0.1..<0.1)) }
        return AudioBuffer(sampleRate: rate, mono: samples)
    }
}

/// A studio in which nothing is heard and nothing made.
private struct SilentStudio: Studio {
    var systems: [SystemDescription] { SystemRegistry.standard.descriptions }
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) {}
    func submit(_ order: TakeOrder, job: Int) {}
    func cancel(job: Int) {}
    func finish(job: Int) {}
    func played(until seconds: Double, job: Int) {}
}
