import ArgumentParser
import Band
import Corpus
import Foundation
import Music
import Signal

extension CorpusCommand {
    struct Bench: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how fast songs are made, and how long a trainer would wait for them.")

        @OptionGroup var data: DataOptions
        @OptionGroup var band: BandOptions

        @Option(help: "Songs for every figure.")
        var songs = 8

        @Option(help: "Seconds of every song.")
        var seconds: Double = 40

        @Option(help: "The same seed makes the same songs.")
        var seed: UInt64 = 1

        @Option(
            help: ArgumentHelp("How many songs a trainer takes a minute.", valueName: "songs"))
        var rate: Double = 30

        func validate() throws {
            guard songs >= 1 else { throw ValidationError("--songs has to be 1 or more.") }
            guard seconds >= 5 else { throw ValidationError("--seconds has to be 5 or more.") }
            guard rate > 0 else { throw ValidationError("--rate has to be more than 0.") }
        }

        func run() throws {
            let fonts = try band.found()
            for font in fonts { try measure(font) }
            for workers in [1, 2] { try measure(workers: workers, fonts: fonts) }
            try measureCache(fonts)
            for workers in [1, 2] { try measureWaiting(workers: workers, fonts: fonts) }
        }

        private func settings(
            _ fonts: [SoundFont], workers: Int = 1, lookAhead: Int = 1, cache: URL? = nil
        ) -> LiveCorpus.Settings {
            LiveCorpus.Settings(
                folders: data.folders,
                plan: SongPlan.Settings(seed: seed, seconds: seconds, fonts: fonts, styles: band.styles),
                workers: workers, lookAhead: lookAhead, cache: cache)
        }

        /// One worker, one font, no cache: where the time goes.
        private func measure(_ font: SoundFont) throws {
            // Its workers rest: nobody asks it for sound.
            let maker = try LiveCorpus(settings([font]))
            let renderer = SongRenderer()
            let clock = ContinuousClock()
            let first = try maker.plan(0)
            let opening = try clock.measure { _ = try renderer.render(first) }
            var cost = SongRenderer.Cost()
            var planning = Duration.zero
            var parts = 0
            var audio = 0.0
            for number in 0..<songs {
                let start = ThreadClock.now
                let plan = try maker.plan(number)
                planning += ThreadClock.now - start
                parts += plan.arrangement.parts.count
                audio += plan.entry.duration
                _ = try renderer.render(plan, cost: &cost)
            }
            let total = planning + cost.singing + cost.playing + cost.mixing
            func speed(_ duration: Duration) -> String { String(format: "%.0f", audio / (duration / .seconds(1))) }
            print(
                """
                \(font.name): first song \(opening.formatted(.units(allowed: [.milliseconds]))); \
                times real time: reading and arranging \(speed(planning)), singing \(speed(cost.singing)), \
                playing \(speed(cost.playing)) (\(speed(cost.playing / Double(parts) * Double(songs))) a part), \
                mixing \(speed(cost.mixing)), whole \(speed(total))
                """)
        }

        private func measure(workers: Int, fonts: [SoundFont]) throws {
            let corpus = try LiveCorpus(settings(fonts, workers: workers, lookAhead: workers * 2))
            let clock = ContinuousClock()
            var audio = 0.0
            let time = try clock.measure {
                for number in 0..<songs * workers { audio += try corpus.song(number).entry.duration }
            }
            let seconds = time / .seconds(1)
            print(
                String(
                    format: "%d worker(s): %.1f songs a minute, %.0f times real time", workers,
                    Double(songs * workers) * 60 / seconds, audio / seconds))
        }

        private func measureCache(_ fonts: [SoundFont]) throws {
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("backline-bench-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let clock = ContinuousClock()
            var times: [Duration] = []
            for _ in 0..<2 {
                let corpus = try LiveCorpus(settings(fonts, cache: folder))
                times.append(try clock.measure { for number in 0..<songs { _ = try corpus.song(number) } })
            }
            print(String(format: "cache: %.1f ms a song", times[1] / .milliseconds(1) / Double(songs)))
        }

        /// A consumer that takes songs at the rate asked for: what it waits beyond its own time.
        private func measureWaiting(workers: Int, fonts: [SoundFont]) throws {
            let corpus = try LiveCorpus(settings(fonts, workers: workers, lookAhead: 8))
            let clock = ContinuousClock()
            // The first song is waited for by everyone.
            _ = try corpus.song(0)
            let before = corpus.waited
            let start = clock.now
            for number in 1...songs {
                Thread.sleep(forTimeInterval: 60 / rate)
                _ = try corpus.song(number)
            }
            let share = (corpus.waited - before) / (clock.now - start) * 100
            print(String(format: "%d worker(s), %.0f songs a minute: waits %.1f %% of its time", workers, rate, share))
        }
    }
}
