import Listener
import Music
import Testing

@Suite struct HarmonyCellsTests {
    private func row(_ cells: HarmonyCells, _ cell: Int) -> [Float] {
        Array(cells.values[(cell * HarmonyCells.features)..<((cell + 1) * HarmonyCells.features)])
    }

    @Test func beatsAreCutInHalf() {
        let cells = HarmonyCells(notes: [], beats: [1, 2, 4])
        // the last beat lasts as long as the one before it
        #expect(cells.bounds == [1, 1.5, 2, 3, 4, 5, 6])
        #expect(cells.count == 6)
        #expect(cells.values == [Float](repeating: 0, count: 6 * HarmonyCells.features))
        #expect(HarmonyCells(notes: [], beats: [0, 1]).bounds == [0, 0.5, 1, 1.5, 2])
        #expect(HarmonyCells(notes: [], beats: [3]).count == 0)
        #expect(HarmonyCells(notes: [], beats: []).count == 0)
    }

    /// A C from 0.25 s to 1.25 s, an E from 1.5 s to the end.
    @Test func notesGiveTheirShareOfEachCell() {
        let cells = HarmonyCells(notes: [(1.5, 9, 64.2), (0.25, 1.25, 60)], beats: [0, 1, 2])
        func wanted(_ classes: [Int: Float], sung: Float, begins: Float, height: Float, longest: Float) -> [Float] {
            (0..<12).map { classes[$0] ?? 0 } + [sung, begins, height, longest]
        }
        let rows = [
            wanted([0: 0.5], sung: 0.5, begins: 1, height: -2 / 12, longest: 1),
            wanted([0: 1], sung: 1, begins: 0, height: -2 / 12, longest: 1),
            wanted([0: 0.5], sung: 0.5, begins: 0, height: -2 / 12, longest: 1),
            // two seconds at most
            wanted([4: 1], sung: 1, begins: 1, height: 2.2 / 12, longest: 2),
            wanted([4: 1], sung: 1, begins: 0, height: 2.2 / 12, longest: 2),
            wanted([4: 1], sung: 1, begins: 0, height: 2.2 / 12, longest: 2),
        ]
        for (cell, wanted) in rows.enumerated() {
            let found = row(cells, cell)
            for (index, value) in wanted.enumerated() { #expect(abs(found[index] - value) < 1e-5) }
            #expect(found[16...].allSatisfy { $0 == 0 })
        }
    }

    @Test func twoNotesShareACell() {
        let cells = HarmonyCells(notes: [(0, 0.3, 62), (0.3, 0.5, 74)], beats: [0, 1])
        let found = row(cells, 0)
        #expect(abs(found[2] - 1) < 1e-6 && abs(found[12] - 1) < 1e-6)
        // height of the later, length of the longer
        #expect(abs(found[14] - 1) < 1e-6 && abs(found[15] - 0.3) < 1e-6)
    }

    @Test func notesOutsideOfTheBeatsAreCut() {
        let cells = HarmonyCells(notes: [(-2, -1, 60), (0.5, 1.25, 60), (5, 6, 60)], beats: [1, 2])
        #expect(abs(row(cells, 0)[0] - 0.5) < 1e-6)
        // it began before the first cell
        #expect(row(cells, 0)[13] == 0)
        for cell in 1..<4 { #expect(row(cells, cell).allSatisfy { $0 == 0 }) }
    }

    /// Places are eighths of a bar of four; other metres are spread over them.
    @Test(arguments: [
        (4, 0, [0, 1, 2, 3, 4, 5, 6, 7, 0, 1]), (4, 6, [6, 7, 0, 1, 2, 3, 4, 5, 6, 7]),
        (3, 0, [0, 1, 2, 4, 5, 6, 0, 1, 2, 4]), (2, 1, [2, 4, 6, 0, 2, 4, 6, 0, 2, 4]),
    ])
    func positionsCountHalfBeats(meter: Int, half: Int, places: [Int]) {
        var cells = HarmonyCells(notes: [], beats: [0, 1, 2, 3, 4])
        cells.setPosition(half: half, meter: meter)
        for (cell, place) in places.enumerated() {
            let wanted = (0..<8).map { $0 == place ? Float(1) : 0 } + [1]
            #expect(Array(row(cells, cell)[16..<25]) == wanted)
        }
    }

    @Test func theKeyStandsInEveryCell() {
        var cells = HarmonyCells(notes: [], beats: [0, 1])
        cells.setKey(Key(index: 21))
        for cell in 0..<4 {
            #expect(Array(row(cells, cell)[25...]) == (0..<24).map { $0 == 21 ? Float(1) : 0 } + [1])
        }
    }
}
