import Playback
import Testing

@Suite struct CourseTests {
    @Test func whatIsHeardWhere() throws {
        var history = OutputHistory()
        #expect(history.place(at: 0) == nil)
        history.append(.init(first: 7, count: 100, motion: .standing))
        history.append(.init(first: -50, count: 30, motion: .countingIn(50)))
        history.append(.init(first: -20, count: 20, motion: .countingIn(20)))
        history.append(.init(first: 7, count: 40, motion: .moving))
        history.append(.init(first: 47, count: 60, motion: .moving))
        history.append(.init(first: 10, count: 100, motion: .moving))
        #expect(history.written == 350)
        #expect(history.place(at: 50)?.position == 7)
        #expect(history.place(at: 145)?.position == -5)
        #expect(history.place(at: 150)?.position == 7)
        #expect(history.place(at: 249)?.position == 106)
        #expect(history.place(at: 250)?.position == 10)
        #expect(history.place(at: 1000)?.position == 110)
    }

    @Test func longCoursesStayCorrect() {
        var history = OutputHistory()
        for index in 0..<5000 { history.append(.init(first: index % 2 * 1000, count: 10, motion: .moving)) }
        #expect(history.place(at: 49_995)?.position == 1005)
        #expect(history.place(at: 49_985)?.position == 5)
        #expect(history.written == 50_000)
    }
}
