// Where the containers run, and where their logs go.
param name string
param location string
param subnet string

@description('GPUs at most; with 0 there are none.')
param gpus int

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

var processors = [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
var graphics = gpus > 0 ? [{ name: 'gpu', workloadProfileType: 'Consumption-GPU-NC24-A100' }] : []

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: { infrastructureSubnetId: subnet, internal: false }
    workloadProfiles: concat(processors, graphics)
    zoneRedundant: true
  }
}

output id string = environment.id
