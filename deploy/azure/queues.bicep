// From the API to the workers and back. Keys are off: identities only.
param name string
param location string
param api string
param worker string
param scaler string

var send = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var receive = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
// counting what waits is management, and only this role has it
var own = '090c5cfd-751d-490a-894a-3ce6f1109419'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Standard', tier: 'Standard' }
  properties: { disableLocalAuth: true, minimumTlsVersion: '1.2' }
}

resource clipUploaded 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'clip_uploaded'
  properties: {
    // the longest there is; an analysis has a deadline of two minutes
    lockDuration: 'PT5M'
    maxDeliveryCount: 5
    defaultMessageTimeToLive: 'P1D'
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
  }
}

resource clipAnalysed 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'clip_analysed'
  properties: {
    // a result that cannot be stored now is kept for two minutes and tried again
    lockDuration: 'PT5M'
    maxDeliveryCount: 10
    defaultMessageTimeToLive: 'P7D'
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
  }
}

resource apiSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clipUploaded.id, api, send)
  scope: clipUploaded
  properties: {
    principalId: api
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', send)
  }
}

// dead letters are shown and sent again by the API
resource apiReadsDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clipUploaded.id, api, receive)
  scope: clipUploaded
  properties: {
    principalId: api
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receive)
  }
}

resource apiReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clipAnalysed.id, api, receive)
  scope: clipAnalysed
  properties: {
    principalId: api
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receive)
  }
}

resource workerReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clipUploaded.id, worker, receive)
  scope: clipUploaded
  properties: {
    principalId: worker
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receive)
  }
}

resource workerSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clipAnalysed.id, worker, send)
  scope: clipAnalysed
  properties: {
    principalId: worker
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', send)
  }
}

resource scalerCounts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(clipUploaded.id, scaler, own)
  scope: clipUploaded
  properties: {
    principalId: scaler
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', own)
  }
}

output host string = '${namespace.name}.servicebus.windows.net'
