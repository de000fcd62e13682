import AudioFiles
import Foundation
import Signal
import Testing
import Training

@Suite("Pairs")
struct EncoderPairsTests {
    @Test("Folds divide singers: each in one, all used, sizes alike")
    func folds() {
        let singers =
            (1...14).flatMap { number in
                [String](repeating: String(format: "%02d", number), count: number == 4 ? 16 : number == 11 ? 8 : 5)
            } + [String](repeating: "eir", count: 10)
        let folds = EncoderPairs.folds(of: singers, count: 5)
        #expect(Set(folds.keys) == Set(singers) && Set(folds.values) == Set(0..<5))
        let sizes = (0..<5).map { fold in singers.filter { folds[$0] == fold }.count }
        #expect(sizes.reduce(0, +) == singers.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 5)
        #expect(EncoderPairs.folds(of: singers.shuffled(), count: 5) == folds)
    }

    private func run(fold: Int?) throws -> PairRun {
        let held = fold.map { ", \"fold\": \($0)" } ?? ""
        return try decoded(
            PairRun.self, "{\"folder\": \".\", \"share\": 1, \"agreement\": 0.6, \"speeds\": 2, \"folds\": 3\(held)}")
    }

    @Test("No singer is both trained on and held out; doubtful clips are left out of training alone")
    func disjoint() throws {
        try withPairs { folder in
            var held: [String] = []
            for fold in 0..<3 {
                let pairs = try EncoderPairs(run(fold: fold), data: folder)
                let training = Set(pairs.training.map(\.singer)), apart = Set(pairs.heldOut.map(\.singer))
                #expect(training.isDisjoint(with: apart) && !apart.isEmpty)
                #expect(apart.allSatisfy { pairs.folds[$0] == fold })
                #expect(!pairs.training.contains { $0.name == "clip_3" })
                held += pairs.heldOut.map(\.name)
            }
            #expect(held.sorted() == ["clip_0", "clip_1", "clip_2", "clip_3"])
            let all = try EncoderPairs(run(fold: nil), data: folder)
            #expect(all.training.count == 3 && all.heldOut.isEmpty)
            var judged = try run(fold: nil)
            judged.share = 0
            let none = try EncoderPairs(judged, data: folder)
            #expect(none.training.isEmpty && none.heldOut.count == 4)
        }
    }

    @Test("A clip that lies beside 440 Hz is brought there, with its beats")
    func tuning() throws {
        try withPairs(cents: 40) { folder in
            let pairs = try EncoderPairs(run(fold: nil), data: folder)
            let song = try pairs.song(pairs.training[0])
            #expect(abs(Double(song.tokens) - 187.5 * exp2(40 / 1200.0)) < 1.2)
            #expect(abs(Double(song.targets.tempo[60]) - 120 * exp2(-40 / 1200.0)) < 0.6)
        }
    }

    @Test("A clip that is played faster by two semitones has its truth earlier and its key higher")
    func speeds() throws {
        try withPairs { folder in
            let pairs = try EncoderPairs(run(fold: nil), data: folder)
            let clip = pairs.training[0]
            let plain = try pairs.song(clip), fast = try pairs.song(clip, semitones: 2)
            #expect(plain.tokens == 187 && abs(Double(fast.tokens) - 187 / exp2(2 / 12.0)) < 2)
            #expect(plain.targets.keys[50] == 0 && fast.targets.keys[50] == 2)
            let tempo = plain.targets.tempo[60], faster = fast.targets.tempo[60]
            #expect(abs(tempo - 120) < 0.3 && abs(Double(faster) - 120 * exp2(2 / 12.0)) < 0.3)
            #expect(plain.targets.unknown == [.voicing, .pitch, .onsets, .activity])
            #expect(plain.targets.bass.allSatisfy { $0 == -1 })
        }
    }
}
