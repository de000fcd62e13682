import Playback
import Testing

@Suite struct CourseTests {
    @Test func whatIsHeardWhere() throws {
        var course = Course()
        #expect(course.place(at: 0) == nil)
        course.append(.init(first: 7, count: 100, motion: .standing))
        course.append(.init(first: -50, count: 30, motion: .countingIn(50)))
        course.append(.init(first: -20, count: 20, motion: .countingIn(20)))
        course.append(.init(first: 7, count: 40, motion: .moving))
        course.append(.init(first: 47, count: 60, motion: .moving))
        course.append(.init(first: 10, count: 100, motion: .moving))
        #expect(course.written == 350)
        #expect(course.place(at: 50)?.position == 7)
        #expect(course.place(at: 145)?.position == -5)
        #expect(course.place(at: 150)?.position == 7)
        #expect(course.place(at: 249)?.position == 106)
        #expect(course.place(at: 250)?.position == 10)
        #expect(course.place(at: 1000)?.position == 110)
    }

    @Test func longCoursesStayCorrect() {
        var course = Course()
        for index in 0..<5000 { course.append(.init(first: index % 2 * 1000, count: 10, motion: .moving)) }
        #expect(course.place(at: 49_995)?.position == 1005)
        #expect(course.place(at: 49_985)?.position == 5)
        #expect(course.written == 50_000)
    }
}
