import Foundation
import MeLoDy
import Tensors
import TestSupport
import Testing

/// Against the formulas in numpy: melody-angles.
@Suite struct AngleFixtureTests {
    private let fixture: PublishedFixture

    init() throws { fixture = try PublishedFixture("melody-angles") }

    @Test(arguments: [AngleSchedule.linear, .uniform], [5, 10, 20])
    func anglesAndTheirSteps(schedule: AngleSchedule, count: Int) throws {
        let name = "\(schedule)_T\(count)"
        for (value, wanted) in zip(schedule.steps(count), try fixture.tensor("out.\(name).omega").floats()) {
            #expect(abs(value - Double(wanted)) < 1e-6)
        }
        let angles = schedule.angles(count)
        for (value, wanted) in zip(angles, try fixture.tensor("out.\(name).delta").floats()) {
            #expect(abs(value - Double(wanted)) < 1e-6)
        }
        #expect(abs(angles[count - 1] - .pi / 2) < 1e-12)
    }

    /// Every step rotates the latent by the step's angle; the table's velocities come in the order of sampling.
    @Test(arguments: [AngleSchedule.linear, .uniform], [5, 10, 20])
    func sampling(schedule: AngleSchedule, count: Int) throws {
        let name = "\(schedule)_T\(count)"
        let velocities = fixture.tensor("in.\(name).v")
        let wanted = fixture.tensor("out.\(name).z_trajectory")
        var latent = fixture.tensor("in.z_start")
        for (step, omega) in schedule.steps(count).reversed().enumerated() {
            func row(_ tensor: Tensor, _ index: Int) -> Tensor {
                tensor.narrowed(0, from: index, length: 1).squeezed(0)
            }
            #expect(try (latent - row(wanted, step)).abs().maximum().item() < 1e-5)
            latent = AngularDiffusion.rotated(latent, velocity: row(velocities, step), by: Tensor(Float(omega)))
            #expect(try (latent - row(wanted, step + 1)).abs().maximum().item() < 1e-5)
        }
    }

    /// From a latent and noise through the angle and back.
    @Test func whatIsNoisedComesBack() throws {
        let (latent, noise) = (Tensor([0.3, -0.8], shape: [1, 2]), Tensor([1.1, 0.2], shape: [1, 2]))
        let angle = Tensor(Float(0.7))
        let noised = AngularDiffusion.noised(latent, noise: noise, angle: angle)
        let velocity = AngularDiffusion.velocity(latent, noise: noise, angle: angle)
        let back = AngularDiffusion.latent(noised, velocity: velocity, angle: angle)
        #expect(try (back - latent).abs().maximum().item() < 1e-6)
    }
}
