package dev.nightjar.events;

import dev.nightjar.inference.VisionHealth;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.WhenQueued;
import org.springframework.stereotype.Component;

/** Whether the vision model speaks of clips that workers of other processes look at, by what they answer. */
@Component("workersVision")
@WhenQueued(Role.API)
class WorkersVisionHealth extends VisionHealth {}
